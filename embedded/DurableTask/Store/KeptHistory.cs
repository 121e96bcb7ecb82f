namespace Embedded.DurableTask.Store;

/// <summary>One of the <see cref="KeptHistories"/>, and what it counts for.</summary>
internal sealed record KeptHistory(Instance Instance, long Bytes);
