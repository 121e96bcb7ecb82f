using System.Text.Json;

namespace PlatformDeployer.Contracts.Admin;

/// <summary>One entry of an instance's history. Which members there are depends on the type.</summary>
public sealed record HistoryEventView
{
    /// <summary>What it is, in the words of the durable engine: <c>TaskScheduled</c>, <c>TimerFired</c> and so on.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened, by the orchestrator's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The call or timer that it begins or answers.</summary>
    public int? TaskId { get; init; }

    /// <summary>The orchestrator, activity or event.</summary>
    public string? Name { get; init; }

    /// <summary>The sub-orchestration, the instance that an event is sent to, or the parent that started this one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What was given.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>What was answered.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed.</summary>
    public InstanceFailureView? Failure { get; init; }

    /// <summary>When a timer is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it was suspended or resumed.</summary>
    public string? Reason { get; init; }
}
