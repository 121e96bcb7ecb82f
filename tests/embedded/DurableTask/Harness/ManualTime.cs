namespace Embedded.DurableTask.Tests.Harness;

/// <summary>A clock that stands still until it is moved; timers ring while it moves, in the order in which they are due.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span) => AdvanceTo(GetUtcNow() + span);

    /// <summary>Moves on; a time in the past moves nothing, but lets what is due ring.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        DateTimeOffset now = GetUtcNow();
        DateTimeOffset until = time > now ? time : now;
        while (TakeDue(until) is { } timer) timer.Ring();
        lock (_lock) _now = until > _now ? until : _now;
    }

    /// <summary>Sets the clock, also backwards; nothing rings.</summary>
    public void Jump(TimeSpan span)
    {
        lock (_lock) _now += span;
    }

    private ManualTimer? TakeDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            ManualTimer? next = _timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            if (next is null) return null;
            _timers.Remove(next);
            _now = next.DueAt > _now ? next.DueAt : _now;
            return next;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = time._now + dueTime;
                time._timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
