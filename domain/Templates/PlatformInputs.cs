using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Everything a template is compiled with.</summary>
/// <param name="PlatformId">The platform's id; all names derive from it.</param>
/// <param name="ParentId">The parent's id; null for a root.</param>
/// <param name="Path">The platform's path; gives its name and generation.</param>
/// <param name="Region">The region.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Configuration">The configuration, resolved for this template.</param>
/// <param name="PackageUri">Where the program's package is fetched from.</param>
/// <param name="Settings">Settings of the program, added to the site's where the template says <c>${platform.settings}</c>.</param>
public sealed record PlatformInputs(
    string PlatformId,
    string? ParentId,
    PlatformPath Path,
    string Region,
    string TenantId,
    string SubscriptionId,
    PlatformConfiguration Configuration,
    string PackageUri,
    IReadOnlyDictionary<string, string> Settings);
