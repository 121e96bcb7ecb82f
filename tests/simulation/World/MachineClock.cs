namespace PlatformDeployer.Simulation.World;

/// <summary>The clock of one machine from its start to its end: what waited on it when power was lost waits for ever, as what a dead process waited for.</summary>
internal sealed class MachineClock(SimulatedClock world) : TimeProvider
{
    public SimulatedClock World => world;

    public bool HasPower { get; private set; } = true;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.WallTime;

    public override long GetTimestamp() => world.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SimulatedTimer timer = new(this, callback, state, ExecutionContext.Capture());
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs something on the thread of the world after a while.</summary>
    public void Enqueue(Action action, TimeSpan after) =>
        CreateTimer(static state => ThreadPool.UnsafeQueueUserWorkItem(static action => action(), (Action)state!, preferLocal: false), action, after, Timeout.InfiniteTimeSpan);

    public void CutPower() => HasPower = false;
}
