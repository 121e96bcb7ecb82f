using System.Collections.Immutable;

namespace Embedded.DurableTask.Store;

/// <summary>What an instance was scheduled with.</summary>
internal sealed record InstanceStart(string InstanceId, string Name, string Version, string? Input, DateTimeOffset CreatedAt)
{
    public DateTimeOffset? StartAt { get; init; }

    public ParentLink? Parent { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public void Write(RecordWriter writer)
    {
        writer.WriteText(InstanceId);
        writer.WriteText(Name);
        writer.WriteText(Version);
        writer.WriteOptionalText(Input);
        writer.WriteTime(CreatedAt);
        writer.WriteBoolean(StartAt is not null);
        if (StartAt is { } startAt) writer.WriteTime(startAt);
        ParentLink.Write(writer, Parent);
        writer.WriteCount(Tags.Count);
        foreach ((string key, string value) in Tags)
        {
            writer.WriteText(key);
            writer.WriteText(value);
        }
    }

    public static InstanceStart Read(ref RecordReader reader)
    {
        var start = new InstanceStart(reader.ReadText(), reader.ReadText(), reader.ReadText(), reader.ReadOptionalText(), reader.ReadTime())
        {
            StartAt = reader.ReadBoolean() ? reader.ReadTime() : null,
            Parent = ParentLink.Read(ref reader),
        };
        int tags = reader.ReadCount();
        if (tags == 0) return start;
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < tags; i++) read.Add(reader.ReadText(), reader.ReadText());
        return start with { Tags = read };
    }
}
