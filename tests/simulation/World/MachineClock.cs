namespace PlatformDeployer.Simulation.World;

/// <summary>The clock of one machine from its start to its end: what waited on it when power was lost waits for ever, as what a dead process waited for.</summary>
internal sealed class MachineClock(SimulatedClock world) : TimeProvider
{
    private readonly List<Action> _writes = [];

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

    /// <summary>Has a write to a disk begin after a while; when power is lost before, at once, to fail.</summary>
    public void Enqueue(Action write, TimeSpan after)
    {
        if (!HasPower)
        {
            Queue(write);
            return;
        }

        _writes.Add(write);
        CreateTimer(_ => Begin(write), state: null, after, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing that waits is told any more, but for those who wait for a disk: they see that it is gone, and leave nothing behind in the process.</summary>
    public void CutPower()
    {
        HasPower = false;
        _writes.ForEach(Queue);
        _writes.Clear();
    }

    private static void Queue(Action write) => ThreadPool.UnsafeQueueUserWorkItem(static action => action(), write, preferLocal: false);

    private void Begin(Action write)
    {
        _writes.Remove(write);
        Queue(write);
    }
}
