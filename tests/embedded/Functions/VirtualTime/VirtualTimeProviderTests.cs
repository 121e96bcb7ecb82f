using VirtualTime;

namespace Embedded.Functions.Tests.VirtualTime;

public sealed class VirtualTimeProviderTests
{
    [Fact]
    public void Advance_SeveralTimers_FireInOrderEachAtItsOwnTime()
    {
        VirtualTimeProvider time = new();
        DateTimeOffset start = time.GetUtcNow();
        List<string> fired = [];
        using ITimer late = Timer(time, "late", 20, fired);
        using ITimer early = Timer(time, "early", 10, fired);
        using ITimer alsoLate = Timer(time, "also late", 20, fired);
        using ITimer never = Timer(time, "never", 31, fired);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["early@10", "late@20", "also late@20"], fired);
        Assert.Equal(start.AddSeconds(30), time.GetUtcNow());
        Assert.Equal(start.AddSeconds(31), time.NextDue);
    }

    [Fact]
    public void Advance_TimerSetByATimer_FiresWithinTheSameAdvance()
    {
        VirtualTimeProvider time = new();
        List<string> fired = [];
        using ITimer outer = time.CreateTimer(_ => Timer(time, "inner", 5, fired), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["inner@10"], fired);
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresEveryPeriodUntilChanged()
    {
        VirtualTimeProvider time = new();
        int count = 0;
        using ITimer timer = time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(5));
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(3, count);
        Assert.Null(time.NextDue);
    }

    [Fact]
    public async Task Delay_OfThisClock_EndsWhenItIsMoved()
    {
        VirtualTimeProvider time = new();
        Task delay = Task.Delay(TimeSpan.FromDays(30), time);

        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromDays(30));

        await delay;
    }

    [Fact]
    public void Change_DisposedTimer_IsRefused()
    {
        VirtualTimeProvider time = new();
        ITimer timer = time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Null(time.NextDue);
    }

    private static ITimer Timer(VirtualTimeProvider time, string name, int seconds, List<string> fired)
    {
        DateTimeOffset start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return time.CreateTimer(
            _ => fired.Add($"{name}@{(time.GetUtcNow() - start).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }
}
