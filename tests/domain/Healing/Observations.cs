using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Tests.Resources;

namespace PlatformDeployer.Domain.Tests.Healing;

/// <summary>A platform to look at, and looks at it.</summary>
internal static class Observations
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly ResourceGraph Graph = Graphs.Of(
        Graphs.Node("identity", ResourceRole.Identity, [], []),
        Graphs.Node("storage"),
        Graphs.Node("vault", ResourceRole.Resource, [], [], tier: -1),
        Graphs.Node("grant", ResourceRole.RoleAssignment, ["identity", "storage"], ["identity", "storage"]),
        Graphs.Node("site", ResourceRole.Site, ["identity", "storage", "vault"], ["identity"], stage: ResourceStage.Deploy),
        Graphs.Node("package", ResourceRole.Package, ["grant", "site"], ["site"], stage: ResourceStage.Deploy));

    public static readonly Observation Well = new(Noon, ObserverCheck.Sound, true, SiteState.Running, EndpointAnswer.Ready, TimeSpan.FromMilliseconds(5), [], [], TimeSpan.Zero);

    public static readonly Observation Stopped = Well with { Site = SiteState.Stopped, Endpoint = EndpointAnswer.Refused };

    public static readonly Observation Hung = Well with { Endpoint = EndpointAnswer.Timeout };

    public static readonly Observation Unreachable = Well with { Endpoint = EndpointAnswer.Refused };

    public static readonly Observation Unhealthy = Well with { Endpoint = EndpointAnswer.Unhealthy };

    public static Observation Missing(params string[] keys) => Well with { MissingKeys = keys };
}
