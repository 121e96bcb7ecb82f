namespace Embedded.DurableTask.Store;

/// <summary>The call that a sub-orchestration answers: the parent, which of its lives, and the call in it.</summary>
internal sealed record ParentLink(string InstanceId, string Name, long Incarnation, int TaskId)
{
    public static void Write(RecordWriter writer, ParentLink? link)
    {
        writer.WriteBoolean(link is not null);
        if (link is null) return;
        writer.WriteText(link.InstanceId);
        writer.WriteText(link.Name);
        writer.WriteSigned(link.Incarnation);
        writer.WriteSigned(link.TaskId);
    }

    public static ParentLink? Read(ref RecordReader reader) =>
        reader.ReadBoolean() ? new(reader.ReadText(), reader.ReadText(), reader.ReadSigned(), checked((int)reader.ReadSigned())) : null;
}
