using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>A tier of a template.</summary>
/// <param name="Level">0, or below: -1 … -10.</param>
/// <param name="Name">A short name: <c>mesh</c>.</param>
/// <param name="Service">The service the tier gives.</param>
/// <param name="Description">A sentence for people.</param>
/// <param name="DependsOn">The levels it needs; all of them deeper.</param>
/// <param name="HealthCheck">What tells that it is well.</param>
/// <param name="Resources">What it is made of.</param>
public sealed record TemplateTier(
    int Level,
    string Name,
    string Service,
    string Description,
    IReadOnlyList<int> DependsOn,
    HealthCheck HealthCheck,
    IReadOnlyList<TemplateResource> Resources);
