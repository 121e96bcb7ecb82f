namespace Microsoft.DurableTask.Client.Entities;

/// <summary>What was cleaned up; a token says that there is more to do.</summary>
public readonly record struct CleanEntityStorageResult
{
    public string? ContinuationToken { get; init; }

    public int EmptyEntitiesRemoved { get; init; }

    public int OrphanedLocksReleased { get; init; }
}
