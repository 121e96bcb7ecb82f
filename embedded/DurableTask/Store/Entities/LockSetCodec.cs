using System.Text.Json;

namespace Embedded.DurableTask.Store.Entities;

/// <summary>The entities of a critical section: in records, and as the text that a history keeps of them.</summary>
internal static class LockSetCodec
{
    public static string ToText(IReadOnlyList<string> entities) => JsonSerializer.Serialize(entities);

    public static IReadOnlyList<string> FromText(string text) => JsonSerializer.Deserialize<string[]>(text) ?? [];

    public static void Write(RecordWriter writer, IReadOnlyList<string> entities)
    {
        writer.WriteCount(entities.Count);
        foreach (string entity in entities) writer.WriteText(entity);
    }

    public static IReadOnlyList<string> Read(ref RecordReader reader)
    {
        var entities = new string[reader.ReadCount()];
        for (int i = 0; i < entities.Length; i++) entities[i] = reader.ReadText();
        return entities;
    }
}
