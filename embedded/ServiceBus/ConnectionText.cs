namespace Embedded.ServiceBus;

/// <summary>Reads connection strings.</summary>
internal static class ConnectionText
{
    /// <summary>The host that a connection string, or a bare host name, names.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    /// <exception cref="FormatException">It has no endpoint.</exception>
    public static string HostOf(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (!text.Contains('=', StringComparison.Ordinal)) return text;
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part[..equals].Equals("Endpoint", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(part[(equals + 1)..], UriKind.Absolute, out Uri? endpoint))
            {
                return endpoint.Host;
            }
        }

        throw new FormatException("The connection string has no valid Endpoint.");
    }
}
