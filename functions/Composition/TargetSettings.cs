using Microsoft.Extensions.Configuration;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Settings;

namespace PlatformDeployer.Functions.Composition;

/// <summary>Where children are put, by this platform's settings; a child is given the same ones, so that it can have children of its own.</summary>
internal static class TargetSettings
{
    private const string TenantKey = "Platform:TenantId";
    private const string SubscriptionKey = "Platform:SubscriptionId";
    private const string PackageKey = "Platform:PackageUri";

    /// <summary>What a child takes over from its parent as it is, where it is set.</summary>
    private static readonly string[] InheritedKeys =
    [
        TenantKey, SubscriptionKey, PackageKey, "Platform:EndpointScheme", "Platform:Regions", "AzureResourceManager:Endpoint", "AzureResourceManager:Audience",
        "Sweep:Schedule", "Sweep:StaleSeconds", "Sweep:AdoptSeconds", "Sweep:LookSeconds", "Sweep:SilenceSeconds", "Sweep:SuspectSeconds", "Report:Schedule", "Retention:Schedule",
        "Retention:Minutes", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL",
    ];

    /// <summary>Reads the target.</summary>
    /// <exception cref="SettingException">A setting is missing; it says which.</exception>
    public static DeploymentTarget Read(IConfiguration configuration) => new(
        Require(configuration, TenantKey), Require(configuration, SubscriptionKey), Require(configuration, PackageKey), Inherited(configuration));

    // App settings on Linux cannot hold colons: ":" is "__" there.
    private static Dictionary<string, string> Inherited(IConfiguration configuration) => InheritedKeys
        .Where(key => !string.IsNullOrEmpty(configuration[key]))
        .ToDictionary(key => key.Replace(":", "__", StringComparison.Ordinal), key => configuration[key]!, StringComparer.Ordinal);

    private static string Require(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw SettingException.Missing(key);
}
