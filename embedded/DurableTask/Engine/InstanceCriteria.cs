using Embedded.DurableTask.Store;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Engine;

/// <summary>Which instances a search is after.</summary>
internal sealed record InstanceCriteria
{
    private static readonly OrchestrationRuntimeStatus[] All =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    ];

    public InstanceCriteria(string? prefix, IEnumerable<OrchestrationRuntimeStatus>? statuses)
    {
        Prefix = prefix ?? string.Empty;
        OrchestrationRuntimeStatus[] wanted = [.. (statuses ?? []).Distinct()];
        Statuses = wanted.Length == 0 ? All : [.. wanted.Where(All.Contains)];
    }

    public string Prefix { get; }

    public IReadOnlyList<OrchestrationRuntimeStatus> Statuses { get; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public DateTimeOffset? EndedFrom { get; init; }

    public DateTimeOffset? EndedTo { get; init; }

    public bool MustHaveEnded { get; init; }

    public bool Accepts(InstanceState state) =>
        (CreatedFrom is null || state.Start.CreatedAt >= CreatedFrom)
        && (CreatedTo is null || state.Start.CreatedAt <= CreatedTo)
        && (!MustHaveEnded || state.IsEnded)
        && (EndedFrom is null || (state.IsEnded && state.UpdatedAt >= EndedFrom))
        && (EndedTo is null || (state.IsEnded && state.UpdatedAt <= EndedTo));
}
