using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Looks at one platform: its resources, its site, its endpoint, its siblings.</summary>
/// <param name="registry">What is known.</param>
/// <param name="cloud">Where its resources stand.</param>
/// <param name="link">How to ask its program.</param>
/// <param name="charter">Who this platform is: the parent of the one looked at.</param>
/// <param name="options">How long silence may last.</param>
/// <param name="time">The clock.</param>
public sealed class PlatformObserver(
    IPlatformRegistry registry, ICloudProvisioner cloud, IPlatformLink link, PlatformCharter charter, SweepOptions options, TimeProvider time)
{
    /// <summary>Looks.</summary>
    public async Task<Observation> ObserveAsync(PlatformRecord platform, ResourceGraph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(graph);
        TimeSpan? heartbeatAge = time.GetUtcNow() - platform.Health.LastHeartbeatAt;
        try
        {
            IReadOnlySet<string>? standing = await StandingAsync(graph, cancellationToken);
            SiteState site = standing is null ? SiteState.Missing : await SiteAsync(graph, cancellationToken);
            (EndpointAnswer answer, TimeSpan? latency) = site == SiteState.Running ? await AskAsync(platform, cancellationToken) : (EndpointAnswer.NotProbed, null);
            string[] missing = standing is null ? [] : [.. Visible(graph).Where(node => !standing.Contains(graph.IdOf(node.Key))).Select(node => node.Key)];
            bool sick = standing is null || site != SiteState.Running || answer != EndpointAnswer.Ready || missing.Length > 0;
            ObserverCheck observer = sick && await TooManyAreSickAsync(platform, cancellationToken) ? ObserverCheck.TooManySick : ObserverCheck.Sound;
            return new Observation(time.GetUtcNow(), observer, standing is not null, site, answer, latency, missing, [], [], heartbeatAge);
        }
        catch (CloudUnavailableException)
        {
            return new Observation(time.GetUtcNow(), ObserverCheck.Failed, null, SiteState.Unknown, EndpointAnswer.NotProbed, null, [], [], [], heartbeatAge);
        }
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

    private async Task<(EndpointAnswer Answer, TimeSpan? Latency)> AskAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        if (platform.Endpoint is null) return (EndpointAnswer.NotProbed, null);
        long began = time.GetTimestamp();
        try
        {
            ReadinessView ready = await link.GetReadinessAsync(new Uri(platform.Endpoint), cancellationToken);
            return (ready.PlatformId == platform.Id.Value ? EndpointAnswer.Ready : EndpointAnswer.Unhealthy, time.GetElapsedTime(began));
        }
        catch (PlatformLinkException exception)
        {
            return (Answer(exception.Failure), null);
        }
    }

    private static EndpointAnswer Answer(LinkFailure failure) => failure switch
    {
        LinkFailure.Refused => EndpointAnswer.Refused,
        LinkFailure.Timeout => EndpointAnswer.Timeout,
        _ => EndpointAnswer.Unhealthy,
    };

    private async Task<bool> TooManyAreSickAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        int children = 0, sick = 0;
        string? skipToken = null;
        do
        {
            RegistryPage page = await registry.QueryAsync(new PlatformQuery { ParentId = charter.Id, Top = 1000, SkipToken = skipToken }, cancellationToken);
            foreach (PlatformRecord child in page.Platforms.Where(child => PlatformTransitions.IsSpawned(child.State)))
            {
                children++;
                if (child.Id == platform.Id || LooksSick(child)) sick++;
            }

            skipToken = page.SkipToken;
        }
        while (skipToken is not null);
        return !RemediationLimit.Allows(children, sick);
    }

    // those that fell silent together count before the first of them is touched, not only once they were looked at
    private bool LooksSick(PlatformRecord child) =>
        child.Health.Status == HealthStatus.Unhealthy || time.GetUtcNow() - (child.Health.LastHeartbeatAt ?? child.UpdatedAt) > options.HeartbeatStale;
}
