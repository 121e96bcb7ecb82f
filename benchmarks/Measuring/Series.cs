using System.Globalization;

namespace PlatformDeployer.Benchmarks.Measuring;

/// <summary>Measured times.</summary>
internal sealed class Series
{
    private readonly double[] _sorted;

    /// <param name="times">The times, in any order; at least one.</param>
    public Series(IEnumerable<TimeSpan> times)
    {
        _sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];
        ArgumentOutOfRangeException.ThrowIfZero(_sorted.Length, nameof(times));
    }

    public TimeSpan Median => At(0.5);

    public TimeSpan Max => TimeSpan.FromMilliseconds(_sorted[^1]);

    /// <summary>The time that this share of all stays at or under, by nearest rank.</summary>
    public TimeSpan At(double share) => TimeSpan.FromMilliseconds(_sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)]);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"min {_sorted[0]:F2} / median {Median.TotalMilliseconds:F2} / max {_sorted[^1]:F2} ms of {_sorted.Length}");
}
