using System.Collections.Immutable;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>Collects what an operation brings about. Operations may use several threads.</summary>
internal sealed class EntityOperationContext(EntityInstanceId id, OrchestrationSettings settings, TimeProvider time) : TaskEntityContext
{
    // So that one record can hold all that one operation does.
    private const int EffectsMaxLength = 8 * 1024 * 1024;
    private readonly Lock _lock = new();
    private readonly List<EntityEffect> _effects = [];
    private int _length;
    private bool _closed;

    public override EntityInstanceId Id => id;

    public override void SignalEntity(EntityInstanceId id, string operationName, object? input = default, SignalEntityOptions? options = default)
    {
        EntityTarget.Require(id, operationName);
        string? data = settings.Serialize(input, $"The input of the operation '{operationName}'");
        Add(new EntityEffect.Signal(id.ToString(), EntityMessage.Signal(operationName, data), EntityTarget.DelayOf(options, time.GetUtcNow())), data);
    }

    public override string ScheduleNewOrchestration(TaskName name, object? input = default, StartOrchestrationOptions? options = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        string instanceId = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        string? data = settings.Serialize(input, "The input of the orchestration");
        var start = new InstanceStart(instanceId, name.Name, options?.Version?.Version ?? settings.DefaultVersion, data, time.GetUtcNow())
        {
            StartAt = options?.StartAt?.ToUniversalTime(),
            Tags = options?.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags, StringComparer.Ordinal) : ImmutableDictionary<string, string>.Empty,
        };
        Add(new EntityEffect.Start(start), data);
        return instanceId;
    }

    public IReadOnlyList<EntityEffect> Close()
    {
        lock (_lock)
        {
            _closed = true;
            return _effects;
        }
    }

    private void Add(EntityEffect effect, string? data)
    {
        lock (_lock)
        {
            if (_closed) throw new InvalidOperationException("The operation has ended: it can no longer signal entities or schedule orchestrations.");
            int length = _length + (data?.Length ?? 0);
            if (length > EffectsMaxLength) throw new PayloadTooLargeException("What one operation sends", length, EffectsMaxLength);
            _length = length;
            _effects.Add(effect);
        }
    }
}
