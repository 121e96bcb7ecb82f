using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class TimerHeapTests
{
    private static readonly Instance Owner = new(0, new InstanceState(new InstanceStart("i", "N", "", null, DateTimeOffset.UnixEpoch), 1));

    [Fact]
    public void TryTakeDue_AfterAnyAddsAndRemoves_GivesTheRestInOrder() => Prop.ForAll<int[], byte>((minutes, removeEach) =>
    {
        var heap = new TimerHeap();
        List<QueuedTimer> timers = [.. (minutes ?? []).Select((minute, n) => new DurableTimer(Owner, 0, n, DateTimeOffset.UnixEpoch.AddMinutes(Math.Abs(minute % 1000))))];
        foreach (QueuedTimer timer in timers) heap.Add(timer);
        QueuedTimer[] removed = [.. timers.Where((_, n) => n % (removeEach + 1) == 0)];
        foreach (QueuedTimer timer in removed) heap.Remove(timer);
        foreach (QueuedTimer timer in removed) heap.Remove(timer);
        var taken = new List<QueuedTimer>();
        while (heap.TryTakeDue(DateTimeOffset.MaxValue, out QueuedTimer? timer)) taken.Add(timer);
        return heap.Count == 0
            && taken.Select(t => t.DueAt).SequenceEqual(timers.Except(removed).Select(t => t.DueAt).Order())
            && taken.ToHashSet().SetEquals(timers.Except(removed));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryTakeDue_BeforeTheTime_GivesNothing()
    {
        var heap = new TimerHeap();
        heap.Add(new DurableTimer(Owner, 0, 0, DateTimeOffset.UnixEpoch.AddTicks(1)));
        Assert.False(heap.TryTakeDue(DateTimeOffset.UnixEpoch, out _));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(1), heap.NextDue);
    }
}
