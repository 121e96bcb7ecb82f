using System.Globalization;
using System.Text.Json;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Sites;

/// <summary>What is known of a site beside what its owner put: where it runs, what it runs, whether it was stopped.</summary>
internal static class SiteFacts
{
    public const string Host = "host";
    public const string Port = "port";
    public const string Package = "package";
    public const string Stopped = "stopped";
    public const string StartError = "startError";

    public static readonly ResourceType SiteType = new("Microsoft.Web", "sites");
    public static readonly ResourceType ExtensionType = new("Microsoft.Web", "sites/extensions");
    public static readonly ResourceType StorageAccountType = new("Microsoft.Storage", "storageAccounts");
    public static readonly ResourceType ConfigType = new("Microsoft.Web", "sites/config");

    public static bool IsStopped(ResourceRecord site) => site.Hidden.ContainsKey(Stopped);

    /// <summary>Whether its app may run: it is not stopped, and neither it nor anything it stands in is being deleted.</summary>
    public static bool MayRun(ResourceState state, ResourceRecord site)
        => !IsStopped(site) && !site.Id.SelfAndAncestors().Any(id => state.Resources.Find(id) is { State: ProvisioningState.Deleting });

    public static Uri? PackageOf(ResourceRecord site) => site.Hidden.TryGetValue(Package, out string? package) ? new Uri(package) : null;

    public static int? PortOf(ResourceRecord site) => site.Hidden.TryGetValue(Port, out string? port) ? int.Parse(port, CultureInfo.InvariantCulture) : null;

    public static string HostNameOf(ResourceRecord site)
        => site.Hidden.TryGetValue(Host, out string? host) ? $"{host}:{site.Hidden[Port]}" : $"{site.Id.Name.ToLowerInvariant()}.azurewebsites.net";

    public static SiteStart StartOf(ResourceState state, ResourceRecord site, Uri package)
        => new(site.Id.Text, site.Id.Name, SiteSettings.Of(state, site.Id), package, IdentityOf(site), PortOf(site));

    private static SiteIdentity? IdentityOf(ResourceRecord site)
    {
        if (!site.Body.TryGetProperty("identity", out JsonElement identity))
            return null;
        if (identity.TryGetProperty("userAssignedIdentities", out JsonElement assigned))
        {
            foreach (JsonProperty one in assigned.EnumerateObject())
                return new SiteIdentity(one.Value.GetProperty("principalId").GetString()!, one.Value.GetProperty("clientId").GetString()!, string.Empty);
        }

        return identity.TryGetProperty("principalId", out JsonElement principal)
            ? new SiteIdentity(principal.GetString()!, principal.GetString()!, identity.GetProperty("tenantId").GetString()!)
            : null;
    }
}
