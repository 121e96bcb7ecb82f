using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>A spawn whose every value has been checked, all but what depends on the other children.</summary>
/// <param name="Name">The child's name.</param>
/// <param name="Template">What it is made from.</param>
/// <param name="Region">Where it is put.</param>
/// <param name="Configuration">Its configuration, with provenance.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Limits">The limits that are asked for.</param>
internal sealed record SpawnPlan(
    PlatformName Name,
    PlatformTemplate Template,
    string Region,
    PlatformConfiguration Configuration,
    IReadOnlyDictionary<string, string> Labels,
    LimitsRequest Limits);
