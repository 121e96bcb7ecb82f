using System.Globalization;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Healing;

/// <summary>Compares what was seen of a platform with what should be.</summary>
public static class FaultFinder
{
    /// <summary>Everything that is wrong, the most fundamental first. Effects of a fault that was found are not faults of their own.</summary>
    public static Diagnosis Find(Observation observation, ResourceGraph graph, HealingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(policy);
        if (observation.Observer != ObserverCheck.Sound) return new Diagnosis([Suspicion(observation)]);

        if (observation.GroupExists == false)
        {
            return new Diagnosis([new Fault(FaultKind.GroupMissing, [.. graph.Nodes.Select(node => node.Key)], null, $"The resource group {graph.ResourceGroup} is gone.")]);
        }

        List<Fault> faults = [];
        string? siteKey = graph.Nodes.FirstOrDefault(node => node.Role == ResourceRole.Site)?.Key;
        string[] missing = InGraph(graph, observation.MissingKeys);
        bool isSiteMissing = siteKey is not null && (observation.Site == SiteState.Missing || missing.Contains(siteKey, StringComparer.Ordinal));
        if (isSiteMissing)
        {
            string[] all = InGraph(graph, missing.Append(siteKey!));
            faults.Add(new Fault(FaultKind.SiteMissing, all, null, $"Missing: {string.Join(", ", all)}."));
        }
        else
        {
            if (missing.Length > 0)
            {
                faults.Add(new Fault(FaultKind.ResourceMissing, missing, null, $"Missing: {string.Join(", ", missing)}."));
            }

            faults.AddRange(SiteFaults(observation, policy));
        }

        return new Diagnosis(faults);
    }

    private static Fault Suspicion(Observation observation) => new(FaultKind.ObserverSuspect, [], null, observation switch
    {
        { Observer: ObserverCheck.Failed } => "The observer could not reach what is known to be there; what it saw is not trusted.",
        { Siblings: { } siblings } => string.Create(
            CultureInfo.InvariantCulture, $"{siblings.Sick} of {siblings.Children} platforms look sick at once; the observer is suspected, not they."),
        _ => "Too many platforms look sick at once; the observer is suspected, not they.",
    });

    private static IEnumerable<Fault> SiteFaults(Observation observation, HealingPolicy policy)
    {
        bool isSilent = observation.HeartbeatAge > policy.SilenceMax;
        if (observation.Site == SiteState.Stopped)
        {
            return [new Fault(FaultKind.SiteStopped, [], null, "The site is stopped.")];
        }

        return observation.Endpoint switch
        {
            EndpointAnswer.Timeout => [new Fault(FaultKind.SiteHung, [], null, "The endpoint takes the connection and gives no answer.")],
            EndpointAnswer.Refused => [new Fault(FaultKind.SiteUnreachable, [], null, "Nothing listens at the endpoint.")],
            EndpointAnswer.NotProbed when isSilent => [new Fault(FaultKind.SiteUnreachable, [], null, Silence(observation))],
            EndpointAnswer.Ready when isSilent && observation.UnhealthyTiers.Count == 0 =>
                [new Fault(FaultKind.NotReporting, [], null, $"The program is ready, but does not report. {Silence(observation)}")],
            EndpointAnswer.Unhealthy when observation.UnhealthyTiers.Count == 0 => [Unhealthy(0)],
            _ => observation.UnhealthyTiers.Distinct().Order().Select(Unhealthy),
        };
    }

    private static string Silence(Observation observation) =>
        string.Create(CultureInfo.InvariantCulture, $"No heartbeat for {observation.HeartbeatAge!.Value.TotalSeconds:F0} s.");

    private static Fault Unhealthy(int tier) =>
        new(FaultKind.Unhealthy, [], tier, string.Create(CultureInfo.InvariantCulture, $"The health check of tier {tier} fails."));

    private static string[] InGraph(ResourceGraph graph, IEnumerable<string> keys)
    {
        HashSet<string> wanted = keys.ToHashSet(StringComparer.Ordinal);
        return [.. graph.Nodes.Select(node => node.Key).Where(wanted.Contains)];
    }
}
