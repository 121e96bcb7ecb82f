using Embedded.ResourceManager.Operations;

namespace Embedded.ResourceManager.Resources;

/// <summary>One change of the state, all of it or nothing: a record of the log.</summary>
internal sealed record StoreBatch
{
    /// <summary>When it was decided; retention is counted from here.</summary>
    public required DateTimeOffset At { get; init; }

    public IReadOnlyList<ResourceRecord> Put { get; init; } = [];

    /// <summary>Resources that go, without what stands in them: each is named.</summary>
    public IReadOnlyList<ResourceId> Removed { get; init; } = [];

    public IReadOnlyList<OperationRecord> Operations { get; init; } = [];

    /// <summary>Counts of resources that are gone, for a while; only a snapshot writes them.</summary>
    public IReadOnlyList<RemovedResource> Remembered { get; init; } = [];
}
