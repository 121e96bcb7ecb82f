using System.Collections.Immutable;

namespace Embedded.DurableTask.Store;

/// <summary>What an instance was scheduled with.</summary>
internal sealed record InstanceStart(string InstanceId, string Name, string Version, string? Input, DateTimeOffset CreatedAt)
{
    // Which of the optional parts follow. Records from before there were traces have 0 or 1 here.
    private const int StartAtBit = 1;
    private const int TraceBit = 2;

    public DateTimeOffset? StartAt { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>The trace it was scheduled in; null if in none.</summary>
    public TraceContext? Trace { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public void Write(RecordWriter writer)
    {
        writer.WriteText(InstanceId);
        writer.WriteText(Name);
        writer.WriteText(Version);
        writer.WriteOptionalText(Input);
        writer.WriteTime(CreatedAt);
        writer.WriteByte((byte)((StartAt is null ? 0 : StartAtBit) | (Trace is null ? 0 : TraceBit)));
        if (StartAt is { } startAt) writer.WriteTime(startAt);
        Trace?.Write(writer);
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
        var start = new InstanceStart(reader.ReadText(), reader.ReadText(), reader.ReadText(), reader.ReadOptionalText(), reader.ReadTime());
        int present = reader.ReadByte();
        start = start with
        {
            StartAt = (present & StartAtBit) == 0 ? null : reader.ReadTime(),
            Trace = (present & TraceBit) == 0 ? null : TraceContext.Read(ref reader),
            Parent = ParentLink.Read(ref reader),
        };
        int tags = reader.ReadCount();
        if (tags == 0) return start;
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < tags; i++) read.Add(reader.ReadText(), reader.ReadText());
        return start with { Tags = read };
    }
}
