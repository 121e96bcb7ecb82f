namespace Microsoft.DurableTask;

/// <summary>The step from the engine's untyped input to the type a task declares.</summary>
internal static class TaskInput
{
    /// <summary>The input as the declared type; nothing is the type's default.</summary>
    /// <exception cref="ArgumentException">The input is of another type.</exception>
    public static T? As<T>(object? input) => input switch
    {
        null => default,
        T typed => typed,
        _ => throw new ArgumentException($"Input type '{input.GetType()}' does not match expected type '{typeof(T)}'.", nameof(input)),
    };
}
