using Microsoft.DurableTask.Entities;

namespace Embedded.Functions.Durable;

/// <summary>An entity that is all state: its operations are the state's methods.</summary>
internal sealed class StateEntity<TState> : TaskEntity<TState>
{
    protected override bool AllowStateDispatch => true;
}
