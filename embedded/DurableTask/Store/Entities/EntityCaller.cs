namespace Embedded.DurableTask.Store.Entities;

/// <summary>The orchestration that waits for an entity: which instance, which of its lives, and the call in it.</summary>
internal sealed record EntityCaller(string InstanceId, long Incarnation, int TaskId)
{
    public void Write(RecordWriter writer)
    {
        writer.WriteText(InstanceId);
        writer.WriteSigned(Incarnation);
        writer.WriteSigned(TaskId);
    }

    public static EntityCaller Read(ref RecordReader reader) => new(reader.ReadText(), reader.ReadSigned(), checked((int)reader.ReadSigned()));
}
