namespace PlatformDeployer.Functions.Telemetry;

/// <summary>What one instrument has measured under one set of labels. Its instrument guards it.</summary>
/// <param name="labels">The labels, as they are written.</param>
/// <param name="boundaries">The upper ends of a histogram's buckets; empty for anything else.</param>
internal sealed class MetricSeries(string labels, IReadOnlyList<double> boundaries)
{
    private readonly long[] _buckets = new long[boundaries.Count];

    public string Labels => labels;

    /// <summary>The sum of a counter or histogram, the last value of a gauge.</summary>
    public double Value { get; private set; }

    /// <summary>Measurements of a histogram.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a gauge has been seen by the last collection.</summary>
    public bool IsCurrent { get; set; } = true;

    public void Set(double value)
    {
        Value = value;
        IsCurrent = true;
    }

    public void Add(double value) => Value += value;

    public void Observe(double value)
    {
        Value += value;
        Count++;
        for (int i = 0; i < _buckets.Length; i++)
        {
            if (value > boundaries[i]) continue;
            _buckets[i]++;
            return;
        }
    }

    /// <summary>The measurements up to each boundary.</summary>
    public IEnumerable<(double Boundary, long Count)> Cumulative()
    {
        long count = 0;
        for (int i = 0; i < _buckets.Length; i++) yield return (boundaries[i], count += _buckets[i]);
    }
}
