using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Engine;

/// <summary>Factories of tasks of one kind by name and version; neither differs by case.</summary>
internal sealed class TaskTable<T>(string kind)
{
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, T>> _factories = [];

    /// <exception cref="ArgumentException">There is no name, or it is taken in this version.</exception>
    public void Add(TaskName name, TaskVersion version, Func<IServiceProvider, T> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (string.IsNullOrEmpty(name.Name)) throw new ArgumentException($"An {kind} needs a name.", nameof(name));
        if (_factories.TryAdd((name, version), factory)) return;
        string versioned = version == TaskVersion.Unversioned ? string.Empty : $" and version '{version.Version}'";
        throw new ArgumentException($"An {kind} with the name '{name.Name}'{versioned} is already added.", nameof(name));
    }

    public bool TryFind(string name, string version, [NotNullWhen(true)] out Func<IServiceProvider, T>? factory)
    {
        TaskName wanted = new(name);
        return _factories.TryGetValue((wanted, new TaskVersion(version)), out factory) || _factories.TryGetValue((wanted, TaskVersion.Unversioned), out factory);
    }

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, T>>> All() => _factories.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));
}
