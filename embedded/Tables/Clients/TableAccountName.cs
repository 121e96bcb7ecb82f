namespace Embedded.Tables.Clients;

/// <summary>Takes the account's name out of what a client is made with.</summary>
internal static class TableAccountName
{
    /// <exception cref="FormatException">The connection string names no account.</exception>
    public static string FromConnectionString(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("Settings must be of the form \"name=value\".");
            }

            settings[part[..equals]] = part[(equals + 1)..];
        }

        if (settings.TryGetValue("TableEndpoint", out string? endpoint) && Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri))
        {
            return FromUri(uri);
        }

        if (settings.TryGetValue("AccountName", out string? name))
        {
            return name;
        }

        return settings.ContainsKey("UseDevelopmentStorage") ? "devstoreaccount1" : throw new FormatException("No valid combination of account information found.");
    }

    public static string FromUri(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        int table = endpoint.Host.IndexOf(".table.", StringComparison.OrdinalIgnoreCase);
        return table > 0 ? endpoint.Host[..table] : endpoint.Host;
    }
}
