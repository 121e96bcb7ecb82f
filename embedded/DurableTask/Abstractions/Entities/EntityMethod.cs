using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.DurableTask.Entities;

/// <summary>A public method as an operation: its one input is the operation's, besides it may ask for the operation and its context.</summary>
internal sealed class EntityMethod
{
    private const BindingFlags Flags = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;
    private static readonly ConcurrentDictionary<(Type Type, string Name), EntityMethod> Known = new();
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;

    private EntityMethod(MethodInfo method)
    {
        _method = method;
        _parameters = method.GetParameters();
    }

    /// <summary>The method of that name, whatever the case; null if there is none.</summary>
    /// <exception cref="AmbiguousMatchException">There is more than one.</exception>
    public static EntityMethod? Find(Type type, string name)
    {
        if (Known.TryGetValue((type, name), out EntityMethod? known)) return known;
        MethodInfo? method = type.GetMethod(name, Flags);
        if (method is null || method.DeclaringType == typeof(object) || IsOfTheBase(method.DeclaringType!)) return null;

        // Only methods that exist are kept: the names of operations come from outside, and may be any.
        return Known.GetOrAdd((type, name), static (_, found) => new EntityMethod(found), method);
    }

    public async ValueTask<object?> InvokeAsync(object target, TaskEntityOperation operation)
    {
        object? result = _method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, Bind(operation), culture: null);
        return result switch
        {
            Task task => await ResultOfAsync(task).ConfigureAwait(false),
            ValueTask task => await ResultOfAsync(task.AsTask()).ConfigureAwait(false),
            not null when IsOf(result.GetType(), typeof(ValueTask<>)) => await ResultOfAsync(AsTask(result)).ConfigureAwait(false),
            _ => result,
        };
    }

    private static bool IsOfTheBase(Type type) => IsOf(type, typeof(TaskEntity<>));

    private static bool IsOf(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;

    private static Task AsTask(object valueTask) => (Task)valueTask.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(valueTask, parameters: null)!;

    private async Task<object?> ResultOfAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return _method.ReturnType.IsGenericType ? task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
    }

    private object?[] Bind(TaskEntityOperation operation)
    {
        var arguments = new object?[_parameters.Length];
        ParameterInfo? input = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            ParameterInfo parameter = _parameters[i];
            if (parameter.ParameterType.IsAssignableFrom(typeof(TaskEntityContext)) && parameter.ParameterType != typeof(object)) arguments[i] = operation.Context;
            else if (parameter.ParameterType.IsAssignableFrom(typeof(TaskEntityOperation)) && parameter.ParameterType != typeof(object)) arguments[i] = operation;
            else if (input is null) arguments[i] = InputFor(input = parameter, operation);
            else throw new InvalidOperationException($"The method for the entity operation '{operation}' has more than one input: '{input.Name}' and '{parameter.Name}'.");
        }

        return arguments;
    }

    private static object? InputFor(ParameterInfo parameter, TaskEntityOperation operation)
    {
        if (operation.HasInput) return operation.GetInput(parameter.ParameterType);
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        throw new InvalidOperationException($"The entity operation '{operation}' was called without the input that its method expects.");
    }
}
