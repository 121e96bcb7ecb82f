namespace PlatformDeployer.Contracts.Admin;

/// <summary>An orchestration instance, as <c>GET /admin/instances</c> lists it.</summary>
public record InstanceView
{
    /// <summary>The instance's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name of its orchestrator.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>When it was scheduled.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed; of one that has ended, when it did.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it failed; of a suspended one, why it is held.</summary>
    public InstanceFailureView? Failure { get; init; }
}
