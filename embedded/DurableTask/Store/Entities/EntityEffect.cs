namespace Embedded.DurableTask.Store.Entities;

/// <summary>What an operation brought about outside its entity: an answer, a signal, or a new orchestration.</summary>
internal abstract record EntityEffect
{
    private const byte AnswerKind = 1;
    private const byte SignalKind = 2;
    private const byte StartKind = 3;

    public void Write(RecordWriter writer)
    {
        switch (this)
        {
            case Answer answer:
                writer.WriteByte(AnswerKind);
                answer.Caller.Write(writer);
                answer.Content.Write(writer);
                break;
            case Signal signal:
                writer.WriteByte(SignalKind);
                writer.WriteText(signal.EntityId);
                signal.Message.Write(writer);
                writer.WriteBoolean(signal.DueAt is not null);
                if (signal.DueAt is { } due) writer.WriteTime(due);
                break;
            case Start start:
                writer.WriteByte(StartKind);
                start.Instance.Write(writer);
                break;
        }
    }

    public static EntityEffect Read(ref RecordReader reader)
    {
        byte kind = reader.ReadByte();
        return kind switch
        {
            AnswerKind => new Answer(EntityCaller.Read(ref reader), HistoryEvent.Read(ref reader)),
            SignalKind => new Signal(reader.ReadText(), EntityMessage.Read(ref reader), reader.ReadBoolean() ? reader.ReadTime() : null),
            StartKind => new Start(InstanceStart.Read(ref reader)),
            _ => throw new InvalidDataException($"A durable record holds an effect of the unknown kind {kind}."),
        };
    }

    /// <summary>The result of a call.</summary>
    internal sealed record Answer(EntityCaller Caller, HistoryEvent Content) : EntityEffect;

    /// <summary>A signal to an entity.</summary>
    internal sealed record Signal(string EntityId, EntityMessage Message, DateTimeOffset? DueAt) : EntityEffect;

    /// <summary>An orchestration to start, unless one of its id lives.</summary>
    internal sealed record Start(InstanceStart Instance) : EntityEffect;
}
