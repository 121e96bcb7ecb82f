using Microsoft.DurableTask;

namespace Embedded.DurableTask.Store;

/// <summary>One entry of a history: what reached the instance, or what its orchestrator decided. Which members count depends on the kind.</summary>
internal sealed record HistoryEvent(HistoryEventKind Kind, int TaskId)
{
    /// <summary>The name of the activity, the sub-orchestration, the event or the operation.</summary>
    public string? Name { get; init; }

    public string Version { get; init; } = string.Empty;

    /// <summary>The sub-orchestration, the instance that an event is sent to, or the entity.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Input, result or payload, serialized; of a lock request, the entities.</summary>
    public string? Data { get; init; }

    /// <summary>Null for a sub-orchestration that was terminated.</summary>
    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Whether a retry policy may not try the failed task again.</summary>
    public bool IsFinal { get; init; }

    /// <summary>When a timer or a signal is due; the earliest time there is for a signal that is due at once.</summary>
    public DateTimeOffset DueAt { get; init; }

    public void Write(RecordWriter writer)
    {
        writer.WriteByte((byte)Kind);
        writer.WriteSigned(TaskId);
        switch (Kind)
        {
            case HistoryEventKind.ActivityCompleted or HistoryEventKind.ChildCompleted or HistoryEventKind.EntityCompleted or HistoryEventKind.EntityLockRequested:
                writer.WriteOptionalText(Data);
                break;
            case HistoryEventKind.ActivityFailed or HistoryEventKind.ChildFailed:
                FailureCodec.Write(writer, Failure);
                writer.WriteBoolean(IsFinal);
                break;
            case HistoryEventKind.EntityFailed:
                FailureCodec.Write(writer, Failure);
                break;
            case HistoryEventKind.TimerFired or HistoryEventKind.TimerCreated:
                writer.WriteTime(DueAt);
                break;
            case HistoryEventKind.EventRaised:
                writer.WriteText(Name!);
                writer.WriteOptionalText(Data);
                break;
            case HistoryEventKind.ActivityScheduled:
                writer.WriteText(Name!);
                writer.WriteText(Version);
                writer.WriteOptionalText(Data);
                break;
            case HistoryEventKind.ChildScheduled:
                writer.WriteText(Name!);
                writer.WriteText(Version);
                writer.WriteText(InstanceId!);
                writer.WriteOptionalText(Data);
                break;
            case HistoryEventKind.EventSent or HistoryEventKind.EntityCalled:
                writer.WriteText(Name!);
                writer.WriteText(InstanceId!);
                writer.WriteOptionalText(Data);
                break;
            case HistoryEventKind.EntitySignaled:
                writer.WriteText(Name!);
                writer.WriteText(InstanceId!);
                writer.WriteOptionalText(Data);
                writer.WriteTime(DueAt);
                break;
            case HistoryEventKind.TimerCancelled or HistoryEventKind.EntitiesLocked or HistoryEventKind.EntityLockReleased:
                break;
            default:
                throw new InvalidOperationException($"There is no history event of kind {Kind}.");
        }
    }

    public static HistoryEvent Read(ref RecordReader reader)
    {
        var kind = (HistoryEventKind)reader.ReadByte();
        int taskId = checked((int)reader.ReadSigned());
        return kind switch
        {
            HistoryEventKind.ActivityCompleted or HistoryEventKind.ChildCompleted or HistoryEventKind.EntityCompleted or HistoryEventKind.EntityLockRequested =>
                new(kind, taskId) { Data = reader.ReadOptionalText() },
            HistoryEventKind.EntityFailed => new(kind, taskId) { Failure = FailureCodec.Read(ref reader) },
            HistoryEventKind.ActivityFailed or HistoryEventKind.ChildFailed =>
                new(kind, taskId) { Failure = FailureCodec.Read(ref reader), IsFinal = reader.ReadBoolean() },
            HistoryEventKind.TimerFired or HistoryEventKind.TimerCreated => new(kind, taskId) { DueAt = reader.ReadTime() },
            HistoryEventKind.EventRaised => new(kind, taskId) { Name = reader.ReadText(), Data = reader.ReadOptionalText() },
            HistoryEventKind.ActivityScheduled =>
                new(kind, taskId) { Name = reader.ReadText(), Version = reader.ReadText(), Data = reader.ReadOptionalText() },
            HistoryEventKind.ChildScheduled => new(kind, taskId)
            {
                Name = reader.ReadText(), Version = reader.ReadText(), InstanceId = reader.ReadText(), Data = reader.ReadOptionalText(),
            },
            HistoryEventKind.EventSent or HistoryEventKind.EntityCalled =>
                new(kind, taskId) { Name = reader.ReadText(), InstanceId = reader.ReadText(), Data = reader.ReadOptionalText() },
            HistoryEventKind.EntitySignaled => new(kind, taskId)
            {
                Name = reader.ReadText(), InstanceId = reader.ReadText(), Data = reader.ReadOptionalText(), DueAt = reader.ReadTime(),
            },
            HistoryEventKind.TimerCancelled or HistoryEventKind.EntitiesLocked or HistoryEventKind.EntityLockReleased => new(kind, taskId),
            _ => throw new InvalidDataException($"A durable record holds an event of the unknown kind {(byte)kind}."),
        };
    }
}
