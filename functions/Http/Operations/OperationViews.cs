using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary>Shows orchestrations as operations.</summary>
internal static class OperationViews
{
    private const string SpawnKind = "spawn";
    private const string RetireKind = "retire";

    /// <summary>The kind that an operation's id tells.</summary>
    public static string KindOf(string id) => id.StartsWith(OperationIds.SpawnPrefix, StringComparison.Ordinal) ? SpawnKind : RetireKind;

    /// <summary>The platform that an operation's id tells.</summary>
    public static PlatformId PlatformOf(string id) => PlatformId.Parse(id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..]);

    /// <summary>An operation that has an orchestration.</summary>
    /// <param name="instance">The orchestration, with its custom status.</param>
    public static OperationView Of(OrchestrationMetadata instance)
    {
        OperationProgress? progress = instance.SerializedCustomStatus is null ? null : instance.ReadCustomStatusAs<OperationProgress>();
        OperationStatus status = StatusOf(instance.RuntimeStatus, progress?.Status);
        return new OperationView
        {
            Id = instance.InstanceId,
            Kind = KindOf(instance.InstanceId),
            PlatformId = PlatformOf(instance.InstanceId).Value,
            Status = status,
            Percent = progress?.Percent ?? 0,
            Stages = progress?.Stages ?? [],
            Error = progress?.Error ?? ErrorOf(instance, status),
            CreatedAt = instance.CreatedAt,
            UpdatedAt = instance.LastUpdatedAt,
        };
    }

    /// <summary>
    /// An operation that has no orchestration, from what its platform tells: it was admitted and not begun, or ended so long ago that its orchestration
    /// was cleared away. Null when the platform does not know it.
    /// </summary>
    public static OperationView? Of(string id, PlatformRecord platform)
    {
        bool isSpawn = KindOf(id) == SpawnKind;
        OperationStatus? status = isSpawn ? SpawnStatusOf(platform.State) : RetireStatusOf(platform.State);
        if (status is null) return null;
        return new OperationView
        {
            Id = id,
            Kind = KindOf(id),
            PlatformId = platform.Id.Value,
            Status = status.Value,
            Percent = status == OperationStatus.Succeeded ? 100 : 0,
            Error = status == OperationStatus.Failed ? Unexpected() with { Message = platform.FailureReason ?? Unexpected().Message } : null,
            CreatedAt = platform.CreatedAt,
            UpdatedAt = platform.UpdatedAt,
        };
    }

    /// <summary>How an operation stands, by its orchestration and by what that shows of itself.</summary>
    public static OperationStatus StatusOf(OrchestrationRuntimeStatus runtime, OperationStatus? shown) => runtime switch
    {
        OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => shown is OperationStatus.Canceled or OperationStatus.Succeeded ? shown.Value : OperationStatus.Failed,
        OrchestrationRuntimeStatus.Pending => OperationStatus.Pending,
        OrchestrationRuntimeStatus.Completed => shown ?? OperationStatus.Succeeded,
        _ => shown ?? OperationStatus.Running,
    };

    private static OperationStatus? SpawnStatusOf(PlatformState state) => state switch
    {
        PlatformState.Accepted => OperationStatus.Pending,
        PlatformState.Failed => OperationStatus.Failed,
        _ when PlatformTransitions.IsSpawning(state) => OperationStatus.Running,
        _ => OperationStatus.Succeeded,
    };

    private static OperationStatus? RetireStatusOf(PlatformState state) => state switch
    {
        PlatformState.Retiring => OperationStatus.Pending,
        PlatformState.Retired => OperationStatus.Succeeded,
        _ => null,
    };

    private static OperationErrorView? ErrorOf(OrchestrationMetadata instance, OperationStatus status)
    {
        if (status == OperationStatus.Failed) return Unexpected();
        return instance is { RuntimeStatus: OrchestrationRuntimeStatus.Suspended, FailureDetails: not null } ? Held() : null;
    }

    private static OperationErrorView Held() => new(
        "OperationHeld",
        "The operation is held and does not go on by itself.",
        null,
        null,
        FailureClass.Permanent,
        "Ask an operator: it stands among the dead letters of this platform, with the reason, and goes on when it is retried there.");

    private static OperationErrorView Unexpected() => new(
        "OperationEndedUnexpectedly",
        "The operation ended without saying why.",
        null,
        null,
        FailureClass.Transient,
        "Look at the platform's events; then send the request again.");
}
