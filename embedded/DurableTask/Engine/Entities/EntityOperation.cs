using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>One operation while it is worked on. What it changes counts only if it succeeds.</summary>
internal sealed class EntityOperation(EntityInstanceId id, EntityMessage message, string? value, OrchestrationSettings settings, TimeProvider time)
    : TaskEntityOperation
{
    private readonly EntityOperationState _state = new(value, settings);
    private readonly EntityOperationContext _context = new(id, settings, time);

    public override string Name => message.Operation;

    public override TaskEntityContext Context => _context;

    public override TaskEntityState State => _state;

    public override bool HasInput => message.Input is not null;

    /// <summary>The state as the operation left it.</summary>
    public string? Value => _state.Value;

    public override object? GetInput(Type inputType) => settings.Converter.Deserialize(message.Input, inputType);

    /// <summary>Ends the operation, and gives what it brought about; what comes after this is refused.</summary>
    public IReadOnlyList<EntityEffect> Close()
    {
        _state.Close();
        return _context.Close();
    }
}
