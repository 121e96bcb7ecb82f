namespace Embedded.Functions.Hosting;

/// <summary>An instance's app settings as configuration, with the connections to its own storage and service bus unless it has others.</summary>
internal static class AppSettings
{
    public const string StorageConnection = "AzureWebJobsStorage";
    public const string ServiceBusConnection = "ServiceBus";
    public const string SiteName = "WEBSITE_SITE_NAME";

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

        // App Service says it, whatever the settings say; an app that runs beside others in one process tells its own spans by it.
        settings[SiteName] = options.Name;
        return settings;
    }
}
