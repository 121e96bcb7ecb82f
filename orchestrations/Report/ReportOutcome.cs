namespace PlatformDeployer.Orchestrations.Report;

/// <summary>What came of a child's report.</summary>
public enum ReportOutcome
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It was taken, and the child should be looked at.</summary>
    TakenWithConcern,

    /// <summary>Whoever sent it is no living child of this platform.</summary>
    UnknownChild,

    /// <summary>It speaks of platforms that are not below the child.</summary>
    OutsideSubtree,
}
