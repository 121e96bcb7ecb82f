using System.Reflection;

namespace Microsoft.DurableTask.Entities;

/// <summary>
/// An entity written as a class. An operation is a public method of its name, whatever the case, or of the state if <see cref="AllowStateDispatch"/>
/// says so; "delete" deletes the state if there is no such method. What <see cref="State"/> is when the method ends is kept.
/// </summary>
public abstract class TaskEntity<TState> : ITaskEntity
{
    private const string DeleteOperation = "delete";

    /// <summary>Whether an operation that the class does not have is looked for among the methods of the state.</summary>
    protected virtual bool AllowStateDispatch => false;

    protected TState State { get; set; } = default!;

    protected TaskEntityContext Context { get; private set; } = null!;

    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Context = operation.Context;
        State = operation.State.GetState(typeof(TState)) is TState state ? state : InitializeState(operation);
        if (EntityMethod.Find(GetType(), operation.Name) is { } method)
        {
            object? result = await method.InvokeAsync(this, operation).ConfigureAwait(false);
            operation.State.SetState(State);
            return result;
        }

        if (AllowStateDispatch && State is not null && EntityMethod.Find(State.GetType(), operation.Name) is { } stateMethod)
        {
            // A state that is a value is changed in the box that the method was called on.
            object target = State;
            object? result = await stateMethod.InvokeAsync(target, operation).ConfigureAwait(false);
            operation.State.SetState(target);
            return result;
        }

        if (!string.Equals(operation.Name, DeleteOperation, StringComparison.OrdinalIgnoreCase))
            throw new NotSupportedException($"No suitable method found for entity operation '{operation}'.");
        operation.State.SetState(null);
        return null;
    }

    /// <summary>The state of an entity that has none yet.</summary>
    protected virtual TState InitializeState(TaskEntityOperation entityOperation)
    {
        Type type = Nullable.GetUnderlyingType(typeof(TState)) ?? typeof(TState);
        return (TState)Activator.CreateInstance(type, BindingFlags.Public | BindingFlags.Instance, binder: null, args: null, culture: null)!;
    }
}
