using Microsoft.DurableTask;

namespace Embedded.DurableTask.Store;

/// <summary>
/// An instance cannot go on with the orchestrator as it is now: it is suspended, with the reason, and keeps all that has reached it until somebody
/// resumes it.
/// </summary>
internal sealed class InstanceHeld(string instanceId, TaskFailureDetails reason, DateTimeOffset at) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.InstanceHeld;

    public override void ApplyTo(StoreTransition store)
    {
        Instance instance = store.Find(instanceId);
        store.Change(instance, instance.State with { IsSuspended = true, Failure = reason, UpdatedAt = at, Position = store.Position });
    }

    public static InstanceHeld Read(ref RecordReader reader) =>
        new(reader.ReadText(), FailureCodec.Read(ref reader) ?? throw new InvalidDataException("A durable record holds an instance without a reason."), reader.ReadTime());

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(instanceId);
        FailureCodec.Write(writer, reason);
        writer.WriteTime(at);
    }
}
