namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>The system's clock, so many times faster.</summary>
internal sealed class AcceleratedTime(int factor) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _began = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period)), Shortened);

    private TimeSpan Elapsed => System.GetElapsedTime(_began) * factor;

    private TimeSpan Shortened(TimeSpan span) => span <= TimeSpan.Zero ? span : span / factor;

    private sealed class Timer(ITimer timer, Func<TimeSpan, TimeSpan> shortened) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(shortened(dueTime), shortened(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
