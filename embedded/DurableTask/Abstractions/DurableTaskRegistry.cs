using System.Diagnostics.CodeAnalysis;
using Embedded.DurableTask.Engine;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask;

/// <summary>The orchestrators and activities an engine knows, by name and version, and the entities, by name. Filled before the engine starts.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly TaskTable<ITaskActivity> _activities = new("activity");
    private readonly TaskTable<ITaskOrchestrator> _orchestrators = new("orchestrator");
    private readonly TaskTable<ITaskEntity> _entities = new("entity");

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities() => _activities.All();

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators() => _orchestrators.All();

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskEntity>>> GetEntities() => _entities.All();

    /// <summary>The activity of exactly the version, or the one registered without a version.</summary>
    internal bool TryGetActivity(string name, string version, [NotNullWhen(true)] out Func<IServiceProvider, ITaskActivity>? factory) =>
        _activities.TryFind(name, version, out factory);

    /// <summary>The orchestrator of exactly the version, or the one registered without a version.</summary>
    internal bool TryGetOrchestrator(string name, string version, [NotNullWhen(true)] out Func<IServiceProvider, ITaskOrchestrator>? factory) =>
        _orchestrators.TryFind(name, version, out factory);

    internal bool TryGetEntity(string name, [NotNullWhen(true)] out Func<IServiceProvider, ITaskEntity>? factory) =>
        _entities.TryFind(name, string.Empty, out factory);
}
