namespace PlatformDeployer.Domain.Healing;

/// <summary>What is tried for each kind of fault, from the mildest to the last. Every ladder ends by asking a person.</summary>
public static class RemedyLadder
{
    private static readonly RemedyRung Quarantine = new(RemedyKind.Quarantine, 1, 300);
    private static readonly RemedyRung Start = new(RemedyKind.StartSite, 2, 15);
    private static readonly RemedyRung Restart = new(RemedyKind.RestartSite, 2, 15);
    private static readonly RemedyRung Redeploy = new(RemedyKind.RedeployTier, 2, 60);
    private static readonly RemedyRung Recreate = new(RemedyKind.RecreateResources, 3, 60);

    private static readonly Dictionary<FaultKind, RemedyRung[]> Ladders = new()
    {
        [FaultKind.GroupMissing] = [Recreate, Quarantine],
        [FaultKind.SiteMissing] = [Recreate, Quarantine],
        [FaultKind.ResourceMissing] = [Recreate, Quarantine],
        [FaultKind.SiteStopped] = [Start, Restart, Redeploy, Quarantine],
        [FaultKind.SiteHung] = [Retry(1), Restart, Redeploy, Quarantine],
        [FaultKind.SiteUnreachable] = [Retry(2), Restart, Redeploy, Quarantine],
        [FaultKind.NotReporting] = [new(RemedyKind.Retry, 3, 30), Quarantine],
        [FaultKind.Unhealthy] = [Retry(3), Restart, Redeploy, Quarantine],
    };

    // Below tier 0 nothing of the program runs, so that a restart of the site would mend nothing.
    private static readonly RemedyRung[] UnhealthyBelow = [Retry(3), Redeploy, Quarantine];

    /// <summary>The ladder of a fault; empty when nothing may be touched.</summary>
    /// <param name="fault">The kind of fault.</param>
    /// <param name="tier">The tier it is about; null when it is not about a tier.</param>
    public static IReadOnlyList<RemedyRung> Of(FaultKind fault, int? tier) =>
        fault == FaultKind.Unhealthy && tier < 0 ? UnhealthyBelow : Ladders.GetValueOrDefault(fault, []);

    private static RemedyRung Retry(int attempts) => new(RemedyKind.Retry, attempts, 2);
}
