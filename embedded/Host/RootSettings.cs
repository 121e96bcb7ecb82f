namespace Embedded.Host;

/// <summary>What the app settings of the root say on this machine.</summary>
internal static class RootSettings
{
    /// <summary>The settings.</summary>
    /// <param name="package">The program that children receive.</param>
    /// <param name="overrides">What differs.</param>
    public static IReadOnlyDictionary<string, string> Of(LocalPackage package, IReadOnlyDictionary<string, string> overrides)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Platform__TenantId"] = LocalIdentities.TenantId,
            ["Platform__SubscriptionId"] = LocalIdentities.SubscriptionId,
            ["Platform__PackageUri"] = package.Address.AbsoluteUri,
            ["Platform__EndpointScheme"] = Uri.UriSchemeHttp,

            // nothing listens there: calls go through the handler of this process, but the client wants an address
            ["AzureResourceManager__Endpoint"] = "https://management.local/",
            ["Sweep__Schedule"] = "*/15 * * * * *",
            ["Report__Schedule"] = "*/10 * * * * *",
            ["Retention__Schedule"] = "0 */10 * * * *",
        };
        foreach ((string name, string value) in overrides) settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return settings;
    }
}
