namespace PlatformDeployer.Simulation.World;

/// <summary>
/// The time of a simulated world. It stands still until the next thing that is due is taken. Its wall clock can be set, which moves nothing that
/// waits: a span is measured by another clock than the one on the wall.
/// </summary>
internal sealed class SimulatedClock
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<SimulatedTimer, (long DueTicks, long Sequence)> _due = new();
    private long _sequence;
    private TimeSpan _offset;

    /// <summary>Since the world began.</summary>
    public TimeSpan Elapsed { get; private set; }

    public DateTimeOffset WallTime => Start + Elapsed + _offset;

    /// <summary>When the next timer is due, as time elapsed; null if none is set.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            while (_due.TryPeek(out SimulatedTimer? timer, out (long DueTicks, long Sequence) place))
            {
                if (timer.Sequence == place.Sequence) return TimeSpan.FromTicks(place.DueTicks);
                _due.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Goes on to the next timer, and fires it.</summary>
    public void Step()
    {
        if (NextDue is not { } due) throw new InvalidOperationException("Nothing is due, now or later.");
        Elapsed = due > Elapsed ? due : Elapsed;
        _due.Dequeue().Fire();
    }

    /// <summary>Goes on to a moment before which nothing is due.</summary>
    public void SkipTo(TimeSpan elapsed)
    {
        if (NextDue < elapsed) throw new InvalidOperationException("Something is due before.");
        Elapsed = elapsed > Elapsed ? elapsed : Elapsed;
    }

    /// <summary>Sets the wall clock forward, or back.</summary>
    public void Jump(TimeSpan span) => _offset += span;

    internal long Enqueue(SimulatedTimer timer, TimeSpan wait)
    {
        long sequence = ++_sequence;
        _due.Enqueue(timer, ((Elapsed + wait).Ticks, sequence));
        return sequence;
    }
}
