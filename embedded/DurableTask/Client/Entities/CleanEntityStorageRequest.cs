namespace Microsoft.DurableTask.Client.Entities;

/// <summary>What to clean up among entities.</summary>
public readonly record struct CleanEntityStorageRequest
{
    /// <summary>Everything there is to clean up.</summary>
    public static CleanEntityStorageRequest Default { get; } = new() { RemoveEmptyEntities = true, ReleaseOrphanedLocks = true };

    public bool RemoveEmptyEntities { get; init; }

    public bool ReleaseOrphanedLocks { get; init; }

    public string? ContinuationToken { get; init; }
}
