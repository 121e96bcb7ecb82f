namespace PlatformDeployer.Contracts.Admin;

/// <summary>Work that does not go on by itself.</summary>
public sealed record DeadLetterView
{
    /// <summary>What it is retried by.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required DeadLetterKind Kind { get; init; }

    /// <summary>The instance, or the queue.</summary>
    public required string Source { get; init; }

    /// <summary>Why it is here, as a code: the type of the failure, or the bus's reason.</summary>
    public required string Reason { get; init; }

    /// <summary>The same at length.</summary>
    public string? Detail { get; init; }

    /// <summary>How often it was tried, where that is counted.</summary>
    public int? Attempts { get; init; }

    /// <summary>When it came here.</summary>
    public required DateTimeOffset At { get; init; }
}
