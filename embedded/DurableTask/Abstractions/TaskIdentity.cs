using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>What a task class is known by.</summary>
internal static class TaskIdentity
{
    public static TaskName NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.GetCustomAttribute<DurableTaskAttribute>()?.Name is { Name.Length: > 0 } name ? name : new TaskName(type.Name);
    }

    public static TaskVersion VersionOf(Type type) => new(type.GetCustomAttribute<DurableTaskAttribute>()?.Version);

    /// <exception cref="ArgumentException">The type is not a class of the wanted kind that can be made.</exception>
    public static void Require<T>(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(T).IsAssignableFrom(type) || type.IsAbstract)
            throw new ArgumentException($"{type} is not a class that implements {typeof(T).Name}.", nameof(type));
    }
}
