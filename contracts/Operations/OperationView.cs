namespace PlatformDeployer.Contracts.Operations;

/// <summary>An operation, as <c>GET /operations/{id}</c> shows it.</summary>
public sealed record OperationView
{
    /// <summary>The operation's id.</summary>
    public required string Id { get; init; }

    /// <summary><c>spawn</c> or <c>retire</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The platform it is about.</summary>
    public required string PlatformId { get; init; }

    /// <summary>How it stands.</summary>
    public required OperationStatus Status { get; init; }

    /// <summary>How far it is, 0 to 100; never falls.</summary>
    public required int Percent { get; init; }

    /// <summary>Its stages, in order.</summary>
    public IReadOnlyList<StageView> Stages { get; init; } = [];

    /// <summary>Why it failed, when it did.</summary>
    public OperationErrorView? Error { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last moved.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
