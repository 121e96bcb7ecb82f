using System.Runtime.ExceptionServices;
using Embedded.Functions.Durable;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Hands the operation that an entity function was started for to the code that works on it. How the operation fails is its own result, and
/// nothing the function sees.
/// </summary>
public sealed class TaskEntityDispatcher
{
    private readonly TaskEntityOperation _operation;
    private readonly IServiceProvider _services;
    private bool _dispatched;
    private object? _result;
    private ExceptionDispatchInfo? _failure;

    internal TaskEntityDispatcher(TaskEntityOperation operation, IServiceProvider services)
    {
        _operation = operation;
        _services = services;
    }

    /// <exception cref="InvalidOperationException">The operation has been dispatched already.</exception>
    public Task DispatchAsync(ITaskEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DispatchAsync(entity.RunAsync);
    }

    /// <summary>Dispatches to an entity of the type, made from the services; to the methods of the state, if the type is that of a state.</summary>
    /// <exception cref="InvalidOperationException">The operation has been dispatched already.</exception>
    public Task DispatchAsync<T>() =>
        DispatchAsync(typeof(T).IsAssignableTo(typeof(ITaskEntity)) ? (ITaskEntity)ActivatorUtilities.GetServiceOrCreateInstance(_services, typeof(T)) : new StateEntity<T>());

    /// <exception cref="InvalidOperationException">The operation has been dispatched already.</exception>
    public async Task DispatchAsync(Func<TaskEntityOperation, ValueTask<object?>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_dispatched)
        {
            throw new InvalidOperationException($"The operation '{_operation}' has been dispatched already.");
        }

        _dispatched = true;
        try
        {
            _result = await handler(_operation);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>What the operation gave; what it threw is thrown.</summary>
    internal object? Result()
    {
        if (!_dispatched)
        {
            throw new InvalidOperationException($"The entity function has not dispatched the operation '{_operation}'.");
        }

        _failure?.Throw();
        return _result;
    }
}
