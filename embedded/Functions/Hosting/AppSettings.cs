namespace Embedded.Functions.Hosting;

/// <summary>An instance's app settings as configuration, with the connections to its own storage and service bus unless it has others.</summary>
internal static class AppSettings
{
    public const string StorageConnection = "AzureWebJobsStorage";
    public const string ServiceBusConnection = "ServiceBus";

    public static IEnumerable<KeyValuePair<string, string?>> Of(AppInstanceOptions options)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
        {
            [StorageConnection] = InstanceAccounts.StorageConnectionString(options.Name),
            [ServiceBusConnection] = InstanceAccounts.ServiceBusConnectionString(options.Name),
        };
        foreach ((string name, string value) in options.Settings)
        {
            settings[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        return settings;
    }
}
