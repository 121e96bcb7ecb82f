using System.Diagnostics.CodeAnalysis;

namespace Embedded.DurableTask.Engine;

/// <summary>Timers by due time: a binary heap in which each timer knows its place, so that one of a hundred thousand is removed in a few steps.</summary>
internal sealed class TimerHeap
{
    private readonly List<QueuedTimer> _timers = [];

    public int Count => _timers.Count;

    public DateTimeOffset? NextDue => _timers.Count == 0 ? null : _timers[0].DueAt;

    public void Add(QueuedTimer timer)
    {
        _timers.Add(timer);
        Place(timer, _timers.Count - 1);
        Rise(timer.Index);
    }

    public void Remove(QueuedTimer timer)
    {
        int index = timer.Index;
        if (index < 0) return;
        timer.Index = -1;
        QueuedTimer last = _timers[^1];
        _timers.RemoveAt(_timers.Count - 1);
        if (last == timer) return;
        Place(last, index);
        Rise(index);
        Sink(last.Index);
    }

    public bool TryTakeDue(DateTimeOffset now, [NotNullWhen(true)] out QueuedTimer? timer)
    {
        timer = _timers.Count > 0 && _timers[0].DueAt <= now ? _timers[0] : null;
        if (timer is not null) Remove(timer);
        return timer is not null;
    }

    private void Rise(int index)
    {
        QueuedTimer timer = _timers[index];
        while (index > 0)
        {
            int parent = (index - 1) / 2;
            if (_timers[parent].DueAt <= timer.DueAt) break;
            Place(_timers[parent], index);
            index = parent;
        }

        Place(timer, index);
    }

    private void Sink(int index)
    {
        QueuedTimer timer = _timers[index];
        while (true)
        {
            int child = (2 * index) + 1;
            if (child >= _timers.Count) break;
            if (child + 1 < _timers.Count && _timers[child + 1].DueAt < _timers[child].DueAt) child++;
            if (_timers[child].DueAt >= timer.DueAt) break;
            Place(_timers[child], index);
            index = child;
        }

        Place(timer, index);
    }

    private void Place(QueuedTimer timer, int index)
    {
        _timers[index] = timer;
        timer.Index = index;
    }
}
