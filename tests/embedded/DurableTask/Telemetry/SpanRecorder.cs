using System.Collections.Concurrent;
using System.Diagnostics;
using Embedded.DurableTask.Telemetry;

namespace Embedded.DurableTask.Tests.Telemetry;

/// <summary>Keeps the spans that the engines of one owner tell.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanRecorder(string owner)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InstanceTracing.SourceName && source.Tags?.Any(tag => tag is { Key: InstanceTracing.OwnerTag } && owner.Equals(tag.Value)) == true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>The tree of spans, each line a span: its depth, kind and name; siblings in the order in which they began.</summary>
    public string Tree()
    {
        ILookup<ActivitySpanId, Activity> children = _spans.OrderBy(span => span.StartTimeUtc).ThenBy(span => span.DisplayName, StringComparer.Ordinal).ToLookup(span => span.ParentSpanId);
        HashSet<ActivitySpanId> told = [.. _spans.Select(span => span.SpanId)];
        return string.Join('\n', _spans.Where(span => !told.Contains(span.ParentSpanId)).SelectMany(root => Lines(root, 0)));

        IEnumerable<string> Lines(Activity span, int depth) => children[span.SpanId].SelectMany(child => Lines(child, depth + 1))
            .Prepend($"{new string(' ', depth * 2)}{span.Kind} {span.DisplayName}{(span.Status == ActivityStatusCode.Error ? " !" : "")}");
    }

    public void Dispose() => _listener.Dispose();
}
