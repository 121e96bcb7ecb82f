using System.Text.Json.Serialization;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Operations;

/// <summary>One long-running operation, from its acceptance until its retention is over.</summary>
internal sealed record OperationRecord
{
    public required string OperationId { get; init; }

    public required OperationKind Kind { get; init; }

    public required ResourceId Target { get; init; }

    public OperationStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the work it stands for is over; nothing for one that never ends.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required PollingStyle Style { get; init; }

    public required int RetryAfterMilliseconds { get; init; }

    /// <summary>How it is going to end, when a fault decided that at its start.</summary>
    public OperationError? PlannedError { get; init; }

    public OperationError? Error { get; init; }

    /// <summary>A digest of the request, by which the same request is known while this is under way.</summary>
    public string RequestDigest { get; init; } = string.Empty;

    public string CorrelationId { get; init; } = string.Empty;

    [JsonIgnore]
    public bool HasEnded => Status != OperationStatus.InProgress;
}
