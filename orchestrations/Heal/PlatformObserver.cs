using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Looks at one platform: its resources, its site, its endpoint, its siblings.</summary>
/// <param name="cloud">Where its resources stand.</param>
/// <param name="link">How to ask its program.</param>
/// <param name="tiers">How its tiers are.</param>
/// <param name="siblings">What its siblings look like.</param>
/// <param name="time">The clock.</param>
public sealed class PlatformObserver(ICloudProvisioner cloud, IPlatformLink link, TierProbe tiers, SiblingCensus siblings, TimeProvider time)
{
    // nobody could be heard before
    private readonly DateTimeOffset _listeningSince = time.GetUtcNow();

    /// <summary>Looks.</summary>
    public async Task<Observation> ObserveAsync(PlatformRecord platform, ResourceGraph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(graph);
        TimeSpan heartbeatAge = SilenceOf(platform);
        try
        {
            IReadOnlySet<string>? standing = await StandingAsync(graph, cancellationToken);
            SiteState site = standing is null ? SiteState.Missing : await SiteAsync(graph, cancellationToken);
            (EndpointAnswer answer, TimeSpan? latency, bool forgotten) = site == SiteState.Running ? await AskAsync(platform, cancellationToken) : (EndpointAnswer.NotProbed, null, false);
            string[] missing = standing is null ? [] : [.. Visible(graph).Where(node => !standing.Contains(graph.IdOf(node.Key))).Select(node => node.Key)];
            IReadOnlyList<int> unhealthy = answer == EndpointAnswer.Ready ? await tiers.FindUnhealthyAsync(platform, graph, cancellationToken) : [];
            bool sick = standing is null || site != SiteState.Running || answer != EndpointAnswer.Ready || missing.Length > 0 || unhealthy.Count > 0;
            SiblingView? view = sick ? await siblings.CountAsync(platform, cancellationToken) : null;
            ObserverCheck observer = view is null || RemediationLimit.Allows(view.Children, view.Sick) ? ObserverCheck.Sound : ObserverCheck.TooManySick;
            return new Observation(time.GetUtcNow(), observer, standing is not null, site, answer, latency, missing, unhealthy, heartbeatAge, forgotten, view);
        }
        catch (CloudUnavailableException)
        {
            return new Observation(time.GetUtcNow(), ObserverCheck.Failed, null, SiteState.Unknown, EndpointAnswer.NotProbed, null, [], [], heartbeatAge);
        }
    }

    private TimeSpan SilenceOf(PlatformRecord platform)
    {
        DateTimeOffset heard = platform.Health.LastHeartbeatAt ?? platform.UpdatedAt;
        return time.GetUtcNow() - (heard > _listeningSince ? heard : _listeningSince);
    }

    private async Task<IReadOnlySet<string>?> StandingAsync(ResourceGraph graph, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? listed = await cloud.ListGroupAsync(graph.ResourceGroup, cancellationToken);
        if (listed is null) return null;

        // a group's list shows neither nested nor extension resources: those are asked for one by one, where what they stand under is there
        ResourceTarget[] unlisted =
        [
            .. from node in Visible(graph)
               let id = graph.IdOf(node.Key)
               where !listed.Contains(id)
               select new ResourceTarget(id, node.ApiVersion),
        ];
        IReadOnlySet<string> found = await cloud.FindExistingAsync(unlisted, cancellationToken);
        return listed.Concat(found).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    // the package is an action on the site that leaves no resource to be seen
    private static IEnumerable<ResourceNode> Visible(ResourceGraph graph) => graph.Nodes.Where(node => node.Role != ResourceRole.Package);

    private async Task<SiteState> SiteAsync(ResourceGraph graph, CancellationToken cancellationToken)
    {
        ResourceNode site = graph.Nodes.Single(node => node.Role == ResourceRole.Site);
        SiteObservation observed = await cloud.ObserveSiteAsync(new ResourceTarget(graph.IdOf(site.Key), site.ApiVersion), cancellationToken);
        return !observed.Exists ? SiteState.Missing : observed.Running ? SiteState.Running : SiteState.Stopped;
    }

    private async Task<(EndpointAnswer Answer, TimeSpan? Latency, bool HasForgotten)> AskAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        if (platform.Endpoint is null) return (EndpointAnswer.NotProbed, null, false);
        long began = time.GetTimestamp();
        try
        {
            ReadinessView ready = await link.GetReadinessAsync(new Uri(platform.Endpoint), cancellationToken);
            bool isItself = ready.PlatformId == platform.Id.Value;
            return (isItself ? EndpointAnswer.Ready : EndpointAnswer.Unhealthy, time.GetElapsedTime(began), isItself && ready.State == PlatformState.Activating);
        }
        catch (PlatformLinkException exception)
        {
            return (Answer(exception.Failure), null, false);
        }
    }

    private static EndpointAnswer Answer(LinkFailure failure) => failure switch
    {
        LinkFailure.Refused => EndpointAnswer.Refused,
        LinkFailure.Timeout => EndpointAnswer.Timeout,
        _ => EndpointAnswer.Unhealthy,
    };
}
