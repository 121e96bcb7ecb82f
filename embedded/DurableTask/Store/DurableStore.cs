using Embedded.DurableTask.Store.Entities;
using Embedded.Storage;

namespace Embedded.DurableTask.Store;

/// <summary>
/// The durable state of one engine: its instances, their histories, its entities, and the messages that wait for them. It changes only by records of the log,
/// each an atomic <see cref="StoreChange"/>; what runs, what is due and who waits is derived from it by the engine.
/// </summary>
internal sealed class DurableStore : ILogParticipant
{
    private readonly StoreTransition _transition;

    public DurableStore()
    {
        Instances = new InstanceTable();
        Entities = new EntityTable();
        _transition = new StoreTransition(Instances, Entities);
    }

    public byte Id => 1;

    public InstanceTable Instances { get; }

    public EntityTable Entities { get; }

    /// <summary>The entities that the last change touched.</summary>
    public IReadOnlyList<Entity> TouchedEntities => _transition.TouchedEntities;

    /// <summary>Appends a change and applies it. The log's gate is held. Answers the position, and what the change touched until the next one.</summary>
    public (long Position, IReadOnlyList<Instance> Touched) Commit(DurableLog log, StoreChange change)
    {
        long position = log.Append(Id, change.Record);
        _transition.Begin(position);
        change.ApplyTo(_transition);
        _transition.Complete();
        return (position, _transition.Touched);
    }

    public void Apply(ReadOnlySpan<byte> record)
    {
        _transition.Begin(position: 0);
        Decode(record).ApplyTo(_transition);
        _transition.Complete();
    }

    public ILogSnapshot CaptureSnapshot() => new StoreSnapshot(_transition.NextIncarnation, Instances.CaptureStates(), Entities.CaptureStates());

    /// <exception cref="InvalidDataException">The record is of no known kind.</exception>
    public static StoreChange Decode(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        var kind = (StoreChangeKind)reader.ReadByte();
        return kind switch
        {
            StoreChangeKind.InstanceScheduled => InstanceScheduled.Read(ref reader),
            StoreChangeKind.MessageReceived => MessageReceived.Read(ref reader),
            StoreChangeKind.WorkItemOutcome => WorkItemOutcome.Read(ref reader),
            StoreChangeKind.InstancesTerminated => InstancesTerminated.Read(ref reader),
            StoreChangeKind.SuspensionChanged => SuspensionChanged.Read(ref reader),
            StoreChangeKind.InstancesPurged => InstancesPurged.Read(ref reader),
            StoreChangeKind.InstanceRewound => InstanceRewound.Read(ref reader),
            StoreChangeKind.InstanceHeld => InstanceHeld.Read(ref reader),
            StoreChangeKind.WorkBegun => WorkBegun.Read(ref reader),
            StoreChangeKind.EntitySignaled => EntitySignaled.Read(ref reader),
            StoreChangeKind.EntityWorked => EntityWorked.Read(ref reader),
            StoreChangeKind.EntitySignalsDue => EntitySignalsDue.Read(ref reader),
            StoreChangeKind.StoreRestored => StoreRestored.Read(ref reader),
            StoreChangeKind.InstanceRestored => InstanceRestored.Read(ref reader),
            StoreChangeKind.HistoryRestored => HistoryRestored.Read(ref reader),
            StoreChangeKind.EntityRestored => EntityRestored.Read(ref reader),
            StoreChangeKind.EntityMessageRestored => EntityMessageRestored.Read(ref reader),
            _ => throw new InvalidDataException($"The log holds a record of the unknown kind {(byte)kind}; it may come from a newer version."),
        };
    }
}
