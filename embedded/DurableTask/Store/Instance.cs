using Embedded.DurableTask.Engine;

namespace Embedded.DurableTask.Store;

/// <summary>The place of an instance in the store, from its creation until it is purged or replaced. Changed with the log's gate held.</summary>
internal sealed class Instance(int slot, InstanceState state)
{
    private InstanceState _state = state;

    public string Id => _state.Start.InstanceId;

    /// <summary>May be read without the gate: each value is immutable.</summary>
    public InstanceState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    public int Slot => slot;

    /// <summary>Purged, or replaced by a new instance of the same id.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Its place among the histories that are kept after the end; the list is ordered by age.</summary>
    public LinkedListNode<KeptHistory>? KeptNode { get; set; }

    /// <summary>What the engine keeps of it between work items; not part of the durable state, and null once it has ended.</summary>
    public InstanceRuntime? Runtime { get; set; }
}
