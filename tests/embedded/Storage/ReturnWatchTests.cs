namespace Embedded.Storage.Tests;

public sealed class ReturnWatchTests
{
    private static readonly TimeSpan Sync = TimeSpan.FromMilliseconds(1);

    private readonly HandClock _clock = new();
    private readonly ReturnWatch _watch;

    public ReturnWatchTests() => _watch = new ReturnWatch(_clock);

    [Fact]
    public void Expected_NothingWasLetGo_IsNoWait() => Assert.Equal((5, TimeSpan.Zero), _watch.Expected(appended: 5));

    [Fact]
    public void Expected_WritersCameBackQuickly_WaitsForAllOfThemHalfASync()
    {
        Round(appended: 64, records: 64, returnTime: Sync / 10);
        _watch.LetGo(appended: 128, records: 64);

        Assert.Equal((192, Sync / 2), _watch.Expected(appended: 130));
    }

    [Fact]
    public void Expected_AllAreBack_IsNoWait()
    {
        Round(appended: 64, records: 64, returnTime: Sync / 10);

        Assert.Equal(TimeSpan.Zero, _watch.Expected(appended: 128).Limit);
    }

    [Fact]
    public void Expected_ComingBackTakesLongAgainstASync_IsNoWait()
    {
        Round(appended: 64, records: 64, returnTime: Sync);
        _watch.LetGo(appended: 128, records: 64);

        Assert.Equal(TimeSpan.Zero, _watch.Expected(appended: 130).Limit);
    }

    [Fact]
    public void Expected_WritersStayedAway_IsNoWaitUntilTheyComeBackQuicklyAgain()
    {
        _watch.Synced(Sync);
        _watch.LetGo(appended: 64, records: 64);
        _watch.LetGo(appended: 65, records: 1);
        _watch.LetGo(appended: 65, records: 1);
        Assert.Equal(TimeSpan.Zero, _watch.Expected(appended: 65).Limit);

        _watch.Appended(66);
        _watch.LetGo(appended: 66, records: 2);
        Assert.Equal((68, Sync / 2), _watch.Expected(appended: 66));
    }

    [Fact]
    public void Expected_TheDiskIsSlow_WaitsAMillisecondAtMost()
    {
        _watch.Synced(TimeSpan.FromSeconds(1));
        _watch.LetGo(appended: 64, records: 64);

        Assert.Equal((128, TimeSpan.FromMilliseconds(1)), _watch.Expected(appended: 64));
    }

    private void Round(long appended, long records, TimeSpan returnTime)
    {
        _watch.Synced(Sync);
        _watch.LetGo(appended, records);
        _clock.Now += returnTime;
        _watch.Appended(appended + records);
    }

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
