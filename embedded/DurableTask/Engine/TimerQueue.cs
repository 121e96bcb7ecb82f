namespace Embedded.DurableTask.Engine;

/// <summary>
/// Hands over timers when they are due, never before, by the clock it is given. One timer of the clock serves all, armed for the earliest; with
/// no timer open nothing is armed. Its members are used with the gate held, and so is what it calls.
/// </summary>
internal sealed class TimerQueue : IDisposable
{
    private const int BatchMax = 256;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private readonly TimerHeap _heap = new();
    private readonly TimeProvider _time;
    private readonly Lock _gate;
    private readonly Action<QueuedTimer> _fire;
    private readonly ITimer _clock;
    private DateTimeOffset? _armedFor;
    private bool _stopped;

    public TimerQueue(TimeProvider time, Lock gate, Action<QueuedTimer> fire)
    {
        _time = time;
        _gate = gate;
        _fire = fire;
        _clock = time.CreateTimer(static state => ((TimerQueue)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count => _heap.Count;

    public DateTimeOffset? NextDue => _heap.NextDue;

    public void Add(QueuedTimer timer)
    {
        _heap.Add(timer);
        if (_armedFor is null || timer.DueAt < _armedFor) Arm();
    }

    /// <summary>The clock stays armed: that it rings once for nothing costs less than arming it again.</summary>
    public void Remove(QueuedTimer timer) => _heap.Remove(timer);

    public void Stop() => _stopped = true;

    public void Dispose() => _clock.Dispose();

    private void Ring()
    {
        bool more = true;
        while (more)
        {
            // The gate is let go between batches: a hundred thousand timers may be due at once.
            lock (_gate) more = FireBatch();
        }
    }

    private bool FireBatch()
    {
        DateTimeOffset now = _time.GetUtcNow();
        for (int i = 0; i < BatchMax; i++)
        {
            if (_stopped) return false;
            if (!_heap.TryTakeDue(now, out QueuedTimer? timer))
            {
                Arm();
                return false;
            }

            _fire(timer);
        }

        return true;
    }

    private void Arm()
    {
        _armedFor = _heap.NextDue;
        if (_stopped || _armedFor is not { } due) return;

        // A clock may ring a little early: then it is armed again, but not for less than it can tell apart.
        TimeSpan wait = due - _time.GetUtcNow();
        wait = wait > LongestWait ? LongestWait : wait < ShortestWait && wait > TimeSpan.Zero ? ShortestWait : wait;
        _clock.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }
}
