using Embedded.DurableTask.Engine.Entities;

namespace Embedded.DurableTask.Store.Entities;

/// <summary>The place of an entity in the store, from the first message to it until nothing of it is left. Changed with the log's gate held.</summary>
internal sealed class Entity(int slot, EntityState state)
{
    private EntityState _state = state;

    public string Id => _state.Id;

    /// <summary>May be read without the gate: each value is immutable.</summary>
    public EntityState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    public int Slot => slot;

    public bool IsRemoved { get; set; }

    /// <summary>Waits for its turn.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Runs, or has run and is not yet durable.</summary>
    public bool IsWorking { get; set; }

    /// <summary>Armed for the first of its delayed signals.</summary>
    public EntityTimer? Timer { get; set; }
}
