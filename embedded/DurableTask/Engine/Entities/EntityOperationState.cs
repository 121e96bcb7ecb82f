using Embedded.DurableTask.Orchestration;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>The state of an entity during one operation, as text: what an operation does to an object it has read counts only when it is set.</summary>
internal sealed class EntityOperationState(string? value, OrchestrationSettings settings) : TaskEntityState
{
    private bool _closed;

    public string? Value { get; private set; } = value;

    public override bool HasState => Value is not null;

    public override object? GetState(Type type) => settings.Converter.Deserialize(Value, type);

    public override void SetState(object? state)
    {
        if (_closed) throw new InvalidOperationException("The operation has ended: the entity's state can no longer be set by it.");
        Value = settings.Serialize(state, "The state of the entity");
    }

    public void Close() => _closed = true;
}
