namespace Microsoft.DurableTask.Client;

/// <summary>Which instances a purge takes; instances that still run are never taken.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = default, DateTimeOffset? CreatedTo = default, IEnumerable<OrchestrationRuntimeStatus>? Statuses = default)
{
    /// <summary>How long the purge may take before it answers with what it has done so far.</summary>
    public TimeSpan? Timeout { get; init; }
}
