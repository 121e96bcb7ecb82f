namespace PlatformDeployer.Simulation.World;

/// <summary>A timer of a machine: it rings as long as the machine has power.</summary>
internal sealed class SimulatedTimer(MachineClock clock, TimerCallback callback, object? state, ExecutionContext? context) : ITimer
{
    private TimeSpan _period;
    private bool _disposed;

    /// <summary>The place in the clock's queue that is its own; 0 if it is not set.</summary>
    public long Sequence { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        _period = period;
        Sequence = dueTime == Timeout.InfiniteTimeSpan || !clock.HasPower ? 0 : clock.World.Enqueue(this, dueTime);
        return true;
    }

    public void Fire()
    {
        Sequence = 0;
        if (!clock.HasPower) return;
        if (_period > TimeSpan.Zero) Sequence = clock.World.Enqueue(this, _period);
        if (context is null) callback(state);
        else ExecutionContext.Run(context, static timer => ((SimulatedTimer)timer!).Call(), this);
    }

    public void Dispose()
    {
        _disposed = true;
        Sequence = 0;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);
}
