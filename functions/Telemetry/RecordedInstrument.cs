using System.Diagnostics.Metrics;
using System.Globalization;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>What one instrument has measured since the platform started, by the tags it was measured with.</summary>
internal sealed class RecordedInstrument
{
    /// <summary>Sets of labels that are told apart; what has others is summed in one series of its own, so that no caller can fill the memory.</summary>
    public const int SeriesMax = 1000;

    // OpenTelemetry's default
    private static readonly double[] DefaultBoundaries = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<(KeyValuePair<string, object?>[] Tags, MetricSeries Series)>> _byTags = [];
    private readonly Dictionary<string, MetricSeries> _byLabels = new(StringComparer.Ordinal);
    private readonly Instrument _instrument;
    private readonly IReadOnlyList<double> _boundaries;

    public RecordedInstrument(Instrument instrument)
    {
        _instrument = instrument;
        Type kind = instrument.GetType().GetGenericTypeDefinition();
        Kind = kind == typeof(Histogram<>) ? PrometheusText.Histogram
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? PrometheusText.Counter
            : PrometheusText.Gauge;
        IsSum = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        Name = PrometheusNames.Metric(instrument.Name, instrument.Unit, Kind == PrometheusText.Counter);
        _boundaries = Kind == PrometheusText.Histogram ? BoundariesOf(instrument) : [];
    }

    public string Name { get; }

    /// <summary>The type in Prometheus.</summary>
    public string Kind { get; }

    private bool IsSum { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            MetricSeries series = Find(tags);
            if (Kind == PrometheusText.Histogram) series.Observe(value);
            else if (IsSum) series.Add(value);
            else series.Set(value);
        }
    }

    /// <summary>Forgets who was seen, before what is observable is asked again.</summary>
    public void BeginCollection()
    {
        if (!_instrument.IsObservable) return;
        lock (_lock)
        {
            foreach (MetricSeries series in _byLabels.Values) series.IsCurrent = false;
        }
    }

    public void WriteSamples(PrometheusText text)
    {
        lock (_lock)
        {
            foreach (MetricSeries series in _byLabels.Values.Where(series => series.IsCurrent).OrderBy(series => series.Labels, StringComparer.Ordinal))
            {
                if (Kind == PrometheusText.Histogram) WriteHistogram(text, series);
                else text.Sample(Name, series.Labels, series.Value);
            }
        }
    }

    public void WriteHead(PrometheusText text) => text.Head(Name, Kind, _instrument.Description ?? "", PrometheusNames.Unit(_instrument.Unit));

    private static double[] BoundariesOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } boundaries } => [.. boundaries],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } boundaries } => [.. boundaries.Select(boundary => (double)boundary)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } boundaries } => [.. boundaries.Select(boundary => (double)boundary)],
        _ => DefaultBoundaries,
    };

    private void WriteHistogram(PrometheusText text, MetricSeries series)
    {
        string before = series.Labels.Length == 0 ? "" : series.Labels + ",";
        foreach ((double boundary, long count) in series.Cumulative()) text.Sample(Name + "_bucket", before + PrometheusText.Label("le", PrometheusText.Number(boundary)), count);
        text.Sample(Name + "_bucket", before + PrometheusText.Label("le", "+Inf"), series.Count);
        text.Sample(Name + "_sum", series.Labels, series.Value);
        text.Sample(Name + "_count", series.Labels, series.Count);
    }

    // measured often: by the tags as they come, without making anything
    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            hash.Add(tag.Key, StringComparer.Ordinal);
            hash.Add(tag.Value);
        }

        int code = hash.ToHashCode();
        if (_byTags.TryGetValue(code, out List<(KeyValuePair<string, object?>[] Tags, MetricSeries Series)>? same))
        {
            foreach ((KeyValuePair<string, object?>[] known, MetricSeries series) in same)
            {
                if (IsSame(tags, known)) return series;
            }
        }

        string labels = LabelsOf(tags);
        if (!_byLabels.ContainsKey(labels) && _byLabels.Count >= SeriesMax) return Named(PrometheusText.Label("otel_metric_overflow", "true"));
        MetricSeries found = Named(labels);
        if (same is null) _byTags.Add(code, same = []);
        same.Add((tags.ToArray(), found));
        return found;
    }

    private static bool IsSame(ReadOnlySpan<KeyValuePair<string, object?>> tags, KeyValuePair<string, object?>[] known)
    {
        if (tags.Length != known.Length) return false;
        for (int i = 0; i < known.Length; i++)
        {
            if (!string.Equals(tags[i].Key, known[i].Key, StringComparison.Ordinal) || !Equals(tags[i].Value, known[i].Value)) return false;
        }

        return true;
    }

    private MetricSeries Named(string labels)
    {
        if (!_byLabels.TryGetValue(labels, out MetricSeries? series)) _byLabels.Add(labels, series = new MetricSeries(labels, _boundaries));
        return series;
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, object? value) in tags) labels[PrometheusNames.Label(key)] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return string.Join(',', labels.Select(label => PrometheusText.Label(label.Key, label.Value)));
    }
}
