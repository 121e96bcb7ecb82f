using System.Collections.Concurrent;

namespace Microsoft.DurableTask;

/// <summary>What is known of a failure outside the process that saw the exception.</summary>
public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    // A type is looked up through all loaded assemblies; what was found is kept, what was not may come with another assembly.
    private static readonly ConcurrentDictionary<string, Type> KnownTypes = new(StringComparer.Ordinal);

    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Embedded.DurableTask.Orchestration.Failures.Describe(exception);
    }

    /// <summary>Whether the failure itself, not one inside it, is of the type or derived from it.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <exception cref="ArgumentException">The type is not an exception type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        return FindType(ErrorType, targetBaseExceptionType) is { } type && targetBaseExceptionType.IsAssignableFrom(type);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private static Type? FindType(string name, Type near)
    {
        if (string.IsNullOrEmpty(name)) return null;
        if (KnownTypes.TryGetValue(name, out Type? known)) return known;
        Type? found = Type.GetType(name, throwOnError: false) ?? near.Assembly.GetType(name, throwOnError: false)
            ?? AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name, throwOnError: false)).FirstOrDefault(type => type is not null);
        if (found is not null) KnownTypes[name] = found;
        return found;
    }
}
