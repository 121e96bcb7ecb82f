using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>
/// An instance as it stands. Immutable: a change puts another one in its place, so that readers and snapshots need only a reference.
/// A failed one keeps its history until it is purged, so that it can be rewound. One that has completed or was terminated keeps it, so that one can
/// see what it did, within the bounds of <see cref="KeptHistories"/>: memory and log must depend on what lives.
/// </summary>
internal sealed record InstanceState(InstanceStart Start, long Incarnation)
{
    public OrchestrationRuntimeStatus Progress { get; init; } = OrchestrationRuntimeStatus.Pending;

    public bool IsSuspended { get; init; }

    /// <summary>Counts the times it has continued as new.</summary>
    public int Generation { get; init; }

    /// <summary>The input of the current generation.</summary>
    public string? Input { get; init; } = Start.Input;

    /// <summary>The version of the current generation.</summary>
    public string Version { get; init; } = Start.Version;

    public string? CustomStatus { get; init; }

    public string? Output { get; init; }

    /// <summary>Why it failed; of one that is suspended, why it cannot go on.</summary>
    public TaskFailureDetails? Failure { get; init; }

    public DateTimeOffset UpdatedAt { get; init; } = Start.CreatedAt;

    /// <summary>The orchestrator's time in the last work item; the next one's is never before.</summary>
    public DateTimeOffset WorkedAt { get; init; } = Start.CreatedAt;

    public HistorySegment? History { get; init; }

    /// <summary>How often a start of the engine has begun what it had under way since it last recorded a step.</summary>
    public int Beginnings { get; init; }

    public Inbox<InboxMessage> Inbox { get; init; }

    /// <summary>The log position of the last change.</summary>
    public long Position { get; init; }

    public bool IsEnded => Progress is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The status as clients see it.</summary>
    public OrchestrationRuntimeStatus Status => IsSuspended && !IsEnded ? OrchestrationRuntimeStatus.Suspended : Progress;

    /// <summary>Whether the current generation has had its first work item.</summary>
    public bool HasWorked => History is not null;
}
