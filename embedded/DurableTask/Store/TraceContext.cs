using System.Diagnostics;

namespace Embedded.DurableTask.Store;

/// <summary>
/// The trace that an instance belongs to, and the span in it that its own hang from. It is kept with what the instance was scheduled with, so that one trace
/// goes on over crashes, restarts and generations.
/// </summary>
internal sealed record TraceContext(ActivityTraceId TraceId, ActivitySpanId SpanId, ActivityTraceFlags Flags, string? State)
{
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    public static TraceContext Of(ActivityContext context) => new(context.TraceId, context.SpanId, context.TraceFlags, context.TraceState);

    /// <summary>Another span of the same trace.</summary>
    public TraceContext At(ActivitySpanId spanId) => this with { SpanId = spanId };

    public ActivityContext ToActivityContext() => new(TraceId, SpanId, Flags, State, isRemote: true);

    public void Write(RecordWriter writer)
    {
        Span<byte> ids = stackalloc byte[TraceIdBytes + SpanIdBytes];
        TraceId.CopyTo(ids[..TraceIdBytes]);
        SpanId.CopyTo(ids[TraceIdBytes..]);
        writer.WriteBytes(ids);
        writer.WriteByte((byte)Flags);
        writer.WriteOptionalText(State);
    }

    public static TraceContext Read(ref RecordReader reader) => new(
        ActivityTraceId.CreateFromBytes(reader.ReadBytes(TraceIdBytes)),
        ActivitySpanId.CreateFromBytes(reader.ReadBytes(SpanIdBytes)),
        (ActivityTraceFlags)reader.ReadByte(),
        reader.ReadOptionalText());
}
