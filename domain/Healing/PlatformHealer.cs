using System.Globalization;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Healing;

/// <summary>Decides what to do for a platform. Pure: time comes with the observation.</summary>
public static class PlatformHealer
{
    /// <summary>A fault that was not seen for so long is forgotten; one that comes back sooner goes on where its ladder was left.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    /// <summary>Compares what was seen with what should be, and picks the next step.</summary>
    /// <param name="observation">What was seen.</param>
    /// <param name="graph">What should be.</param>
    /// <param name="memory">What is remembered from the last look.</param>
    /// <param name="policy">How time is judged.</param>
    public static HealingDecision Decide(Observation observation, ResourceGraph graph, HealingMemory memory, HealingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(policy);
        DateTimeOffset? suspectedSince = SuspectedSince(observation, memory);
        Observation seen = Trusted(observation, suspectedSince, policy) with { HeartbeatAge = Silence(observation, memory) };
        Diagnosis diagnosis = FaultFinder.Find(seen, graph, policy);
        if (diagnosis.Primary is { Kind: FaultKind.ObserverSuspect } suspect)
        {
            bool isTold = observation.Observer == ObserverCheck.TooManySick || observation.At - suspectedSince >= policy.SuspicionMax;
            return new HealingDecision(diagnosis, Nothing(suspect, suspect.Description), memory with { SuspectedSince = suspectedSince }, isTold);
        }

        List<FaultMemory> remembered = Remember(diagnosis, observation.At, memory);
        if (diagnosis.Primary is not { } fault)
        {
            return new HealingDecision(diagnosis, Nothing(null, "Nothing is wrong."), new HealingMemory(remembered, suspectedSince));
        }

        int place = remembered.FindIndex(one => string.Equals(one.FaultId, fault.Id, StringComparison.Ordinal));
        (Remedy remedy, remembered[place]) = Climb(fault, remembered[place], observation.At, graph);
        return new HealingDecision(diagnosis, remedy, new HealingMemory(remembered, suspectedSince));
    }

    // later than now it can only be when the clock has jumped back
    private static DateTimeOffset? SuspectedSince(Observation observation, HealingMemory memory) =>
        observation.Observer == ObserverCheck.Sound ? null : memory.SuspectedSince is { } since && since <= observation.At ? since : observation.At;

    /// <summary>A suspicion that many are sick does not last: an observer that sees the same for so long is believed, of one platform at a time.</summary>
    private static Observation Trusted(Observation observation, DateTimeOffset? suspectedSince, HealingPolicy policy)
    {
        bool isBelieved = observation is { Observer: ObserverCheck.TooManySick, Siblings.IsFirst: true } && observation.At - suspectedSince >= policy.SuspicionMax;
        return isBelieved ? observation with { Observer = ObserverCheck.Sound } : observation;
    }

    /// <summary>How long it has been silent since anything else was wrong with it: what was just repaired is given time to report.</summary>
    private static TimeSpan? Silence(Observation observation, HealingMemory memory)
    {
        TimeSpan[] sinceFaults = [.. memory.Faults.Where(fault => fault.FaultId != nameof(FaultKind.NotReporting)).Select(fault => observation.At - fault.LastSeen)];
        return observation.HeartbeatAge is { } age && sinceFaults.Length > 0 ? new TimeSpan(long.Min(age.Ticks, sinceFaults.Min().Ticks)) : observation.HeartbeatAge;
    }

    /// <summary>The remedy of the rung the fault stands on, or of the next when that one is used up.</summary>
    private static (Remedy Remedy, FaultMemory Memory) Climb(Fault fault, FaultMemory memory, DateTimeOffset now, ResourceGraph graph)
    {
        IReadOnlyList<RemedyRung> ladder = RemedyLadder.Of(fault.Kind, fault.Tier);
        int at = int.Min(memory.Rung, ladder.Count - 1);

        // Further away than the cooldown it can only be when the clock has jumped back.
        if (memory.NotBefore is { } notBefore && notBefore > now && notBefore - now <= TimeSpan.FromSeconds(ladder[at].CooldownSeconds))
        {
            string waiting = string.Create(CultureInfo.InvariantCulture, $"{fault.Description} {ladder[at].Remedy} was tried and is given until {notBefore:HH:mm:ss}.");
            return (new Remedy(RemedyKind.Wait, fault, 0, false, [], [], notBefore, waiting), memory);
        }

        bool isLast = at == ladder.Count - 1;
        bool isUsedUp = memory.Rung == at && memory.Attempts >= ladder[at].AttemptsMax;
        int rung = isUsedUp && !isLast ? at + 1 : at;
        bool isRepeatedQuarantine = isUsedUp && isLast;
        int attempt = isRepeatedQuarantine ? 0 : rung == memory.Rung ? memory.Attempts + 1 : 1;
        DateTimeOffset next = now.AddSeconds(ladder[rung].CooldownSeconds);
        FaultMemory after = memory with { Rung = rung, Attempts = isRepeatedQuarantine ? memory.Attempts : attempt, NotBefore = next };
        return (Act(ladder[rung], fault, attempt, next, graph), after);
    }

    private static Remedy Act(RemedyRung rung, Fault fault, int attempt, DateTimeOffset next, ResourceGraph graph)
    {
        string reason = rung.Remedy == RemedyKind.Quarantine
            ? $"{fault.Description} Everything was tried; a person has to look."
            : string.Create(CultureInfo.InvariantCulture, $"{fault.Description} {rung.Remedy}, attempt {attempt} of {rung.AttemptsMax}.");
        return rung.Remedy switch
        {
            RemedyKind.RedeployTier => new Remedy(rung.Remedy, fault, attempt, false, [], TierKeys(graph, fault.Tier ?? 0), next, reason),
            RemedyKind.RecreateResources => Recreate(fault, attempt, next, reason, graph),
            _ => new Remedy(rung.Remedy, fault, attempt, false, [], [], next, reason),
        };
    }

    private static Remedy Recreate(Fault fault, int attempt, DateTimeOffset next, string reason, ResourceGraph graph)
    {
        IReadOnlyList<ResourceNode> puts = graph.WithBound(fault.Keys);
        bool isGroup = fault.Kind == FaultKind.GroupMissing;
        HashSet<string> identities = puts.Where(node => node.Role == ResourceRole.Identity).Select(node => node.Key).ToHashSet(StringComparer.Ordinal);

        // A new identity is a new principal, and an assignment cannot be moved from one principal to another (RoleAssignmentUpdateNotPermitted).
        string[] deletes = isGroup
            ? []
            : [.. puts
                .Where(node => node.Role == ResourceRole.RoleAssignment && !fault.Keys.Contains(node.Key, StringComparer.Ordinal) && node.BoundTo.Any(identities.Contains))
                .Select(node => node.Key)];
        return new Remedy(RemedyKind.RecreateResources, fault, attempt, isGroup, deletes, [.. puts.Select(node => node.Key)], next, reason);
    }

    /// <summary>The workloads of a tier; all of it when it is infrastructure only.</summary>
    private static string[] TierKeys(ResourceGraph graph, int tier)
    {
        ResourceNode[] nodes = [.. graph.Nodes.Where(node => node.Tier == tier)];
        ResourceNode[] workloads = [.. nodes.Where(node => node.Stage == ResourceStage.Deploy)];
        return [.. (workloads.Length > 0 ? workloads : nodes).Select(node => node.Key)];
    }

    private static List<FaultMemory> Remember(Diagnosis diagnosis, DateTimeOffset now, HealingMemory memory)
    {
        Dictionary<string, FaultMemory> kept = memory.Faults
            .Where(one => now - one.LastSeen < ForgottenAfter)
            .ToDictionary(one => one.FaultId, StringComparer.Ordinal);
        foreach (Fault fault in diagnosis.Faults)
        {
            kept[fault.Id] = kept.TryGetValue(fault.Id, out FaultMemory? known)
                ? known with { LastSeen = now }
                : new FaultMemory(fault.Id, now, now, 0, 0, null);
        }

        return [.. kept.Values.OrderBy(one => one.FaultId, StringComparer.Ordinal)];
    }

    private static Remedy Nothing(Fault? fault, string reason) => new(RemedyKind.None, fault, 0, false, [], [], null, reason);
}
