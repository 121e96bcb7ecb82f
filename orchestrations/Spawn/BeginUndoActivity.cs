using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Writes down that a spawn is being undone, and what for, so that one that breaks in the middle of it is not begun anew.</summary>
/// <param name="registry">Where the platform is known.</param>
public sealed class BeginUndoActivity(IPlatformRegistry registry)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(BeginUndoActivity))]
    public Task RunAsync([ActivityTrigger] UndoOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return registry.UpdateAsync(order.PlatformId, platform => Mark(platform, order), cancellationToken);
    }

    private static PlatformRecord? Mark(PlatformRecord platform, UndoOrder order)
    {
        if (!PlatformTransitions.IsSpawning(platform.State) || platform.Undoing is not null) return null;
        if (order.Error is not null) return platform with { Undoing = order.Error };
        return platform.CancelAsked ? null : platform with { CancelAsked = true };
    }
}
