using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>A tier as one file declares it; what it leaves out may stand in the template it extends.</summary>
internal sealed record TierDocument(
    TemplatePosition Position,
    int Level,
    string? Name,
    string? Service,
    string? Description,
    IReadOnlyList<TierDependency> DependsOn,
    HealthCheck? HealthCheck,
    TemplatePosition HealthCheckPosition,
    IReadOnlyList<TemplateResource> Resources);
