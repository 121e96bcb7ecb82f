namespace PlatformDeployer.Azure.Messaging;

/// <summary>
/// Says that there is something to report to the parent. It carries nothing: what there is stands in the outbox, and a timer looks there anyway,
/// so that a signal that is lost costs seconds and nothing else.
/// </summary>
public interface IReportSignal
{
    /// <summary>Says it, unless it has been said and not been heard yet. Never fails: what cannot be said is logged.</summary>
    Task RaiseAsync(CancellationToken cancellationToken);

    /// <summary>It has been heard: the outbox is being looked into.</summary>
    void Lower();
}
