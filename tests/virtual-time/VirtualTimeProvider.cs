namespace VirtualTime;

/// <summary>
/// A clock that stands still until a test moves it. Timers that fall due fire in the order of their times, on the thread that moves the clock, each with the
/// clock standing at its own time.
/// </summary>
internal sealed class VirtualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly Lock _advancing = new();
    private readonly SortedSet<VirtualTimer> _due = new(VirtualTimer.ByTime);
    private long _ticks = start.UtcTicks;
    private long _lastSequence;

    public VirtualTimeProvider()
        : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>When the next timer is due; null if none is.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
            {
                return _due.Min is { } next ? new DateTimeOffset(next.DueTicks, TimeSpan.Zero) : null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        VirtualTimer timer = new(this, callback, state, ExecutionContext.Capture());
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on, and fires what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock on to a moment, and fires what falls due on the way. A moment in the past fires what is due already.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        lock (_advancing)
        {
            while (TakeDue(moment.UtcTicks) is { } timer)
            {
                timer.Fire();
            }

            lock (_lock)
            {
                _ticks = Math.Max(_ticks, moment.UtcTicks);
            }
        }
    }

    private VirtualTimer? TakeDue(long untilTicks)
    {
        lock (_lock)
        {
            if (_due.Min is not { } timer || timer.DueTicks > Math.Max(untilTicks, _ticks))
            {
                return null;
            }

            _due.Remove(timer);
            _ticks = Math.Max(_ticks, timer.DueTicks);
            if (timer.PeriodTicks > 0)
            {
                timer.DueTicks = _ticks + timer.PeriodTicks;
                timer.Sequence = ++_lastSequence;
                _due.Add(timer);
            }

            return timer;
        }
    }

    private bool Schedule(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _due.Remove(timer);
            if (timer.IsDisposed)
            {
                return false;
            }

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.PeriodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
                timer.DueTicks = _ticks + dueTime.Ticks;
                timer.Sequence = ++_lastSequence;
                _due.Add(timer);
            }

            return true;
        }
    }

    private void Remove(VirtualTimer timer)
    {
        lock (_lock)
        {
            _due.Remove(timer);
            timer.IsDisposed = true;
        }
    }

    private sealed class VirtualTimer(VirtualTimeProvider time, TimerCallback callback, object? state, ExecutionContext? context) : ITimer
    {
        public static readonly IComparer<VirtualTimer> ByTime = Comparer<VirtualTimer>.Create(static (a, b) =>
            a.DueTicks != b.DueTicks ? a.DueTicks.CompareTo(b.DueTicks) : a.Sequence.CompareTo(b.Sequence));

        public long DueTicks { get; set; }

        public long PeriodTicks { get; set; }

        public long Sequence { get; set; }

        public bool IsDisposed { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => time.Schedule(this, dueTime, period);

        public void Fire()
        {
            if (context is null)
            {
                callback(state);
                return;
            }

            ExecutionContext.Run(context, static timer => ((VirtualTimer)timer!).Call(), this);
        }

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Call() => callback(state);
    }
}
