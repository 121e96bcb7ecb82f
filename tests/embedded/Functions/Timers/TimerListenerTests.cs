using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Embedded.Storage;
using VirtualTime;

namespace Embedded.Functions.Tests.Timers;

public sealed class TimerListenerTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Run_CronSchedule_FiresAtEachOccurrenceAndNeverEarly()
    {
        VirtualTimeProvider time = new(Start);
        await using AppInstance app = await AppInstance.StartAsync(TestApp.Options(typeof(TimerApp)) with { TimeProvider = time });

        Assert.Equal(Start.AddMinutes(30), app.NextDue);
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.Empty(app.Journal().Entries);
        time.Advance(TimeSpan.FromMinutes(1));
        await app.Journal().WaitAsync();
        await IdleAsync(app);
        time.Advance(TimeSpan.FromHours(1));
        await app.Journal().WaitAsync();

        Assert.Equal(["09:00:00 pastDue=False next=09:00", "10:00:00 pastDue=False next=10:00"], app.Journal().Entries);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_OccurrenceMissedWhileDown_RunsAtOnceAsPastDue(bool killed)
    {
        VirtualTimeProvider time = new(Start);
        AppInstanceOptions options = TestApp.Options(typeof(TimerApp)) with { TimeProvider = time, Disk = new MemoryDisk() };
        AppInstance first = await AppInstance.StartAsync(options);
        await (killed ? first.AbandonAsync() : first.StopAsync());
        time.Advance(TimeSpan.FromHours(5));

        await using AppInstance second = await AppInstance.StartAsync(options);
        await second.Journal().WaitAsync();
        await IdleAsync(second);

        Assert.Equal(["13:30:00 pastDue=True next=09:00"], second.Journal().Entries);
        Assert.Equal(Start.AddHours(5.5), second.NextDue);
    }

    [Fact]
    public async Task Start_NothingMissed_DoesNotRun()
    {
        VirtualTimeProvider time = new(Start);
        AppInstanceOptions options = TestApp.Options(typeof(TimerApp)) with { TimeProvider = time };
        AppInstance first = await AppInstance.StartAsync(options);
        await first.StopAsync();
        time.Advance(TimeSpan.FromMinutes(29));

        await using AppInstance second = await AppInstance.StartAsync(options);

        Assert.True(second.IsIdle);
        Assert.Empty(second.Journal().Entries);
        Assert.Equal(Start.AddMinutes(30), second.NextDue);
    }

    [Fact]
    public async Task Start_RunOnStartupWithScheduleFromSetting_RunsAtOnce()
    {
        AppInstanceOptions options = TestApp.Options(typeof(TimerApp.OnStart)) with
        {
            TimeProvider = new VirtualTimeProvider(Start),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Schedule"] = "*/5 * * * * *" },
        };

        await using AppInstance app = await AppInstance.StartAsync(options);
        await app.Journal().WaitAsync();

        // More often than once a minute: its status is not kept.
        Assert.Equal(["ran kept=False"], app.Journal().Entries);
    }

    [Fact]
    public async Task Run_LongerThanTheInterval_NeverOverlapsItself()
    {
        VirtualTimeProvider time = new(Start);
        await using AppInstance app = await AppInstance.StartAsync(TestApp.Options(typeof(TimerApp.Slow)) with { TimeProvider = time });

        time.Advance(TimeSpan.FromSeconds(10));
        await app.Journal().WaitAsync();
        Assert.False(app.IsIdle);
        time.Advance(TimeSpan.FromSeconds(24));
        Assert.Equal(["begin"], app.Journal().Entries);
        time.Advance(TimeSpan.FromSeconds(1));
        await app.Journal().WaitAsync();

        // The occurrence that fell due meanwhile follows at once, once.
        await NextDueAsync(time, app);
        time.Advance(TimeSpan.Zero);
        await app.Journal().WaitAsync();
        Assert.Equal(["begin", "end", "begin"], app.Journal().Entries);
    }

    [Fact]
    public async Task Run_FunctionFails_TheScheduleGoesOn()
    {
        VirtualTimeProvider time = new(Start);
        await using AppInstance app = await AppInstance.StartAsync(TestApp.Options(typeof(TimerApp.Failing)) with { TimeProvider = time });

        for (int i = 0; i < 3; i++)
        {
            await IdleAsync(app);
            time.Advance(TimeSpan.FromMinutes(1));
            await app.Journal().WaitAsync();
        }

        Assert.Equal(["failed", "failed", "failed"], app.Journal().Entries);
    }

    private static Task IdleAsync(AppInstance app) => Until.TrueAsync(() => app.IsIdle && app.NextDue is not null);

    private static Task NextDueAsync(VirtualTimeProvider time, AppInstance app) => Until.TrueAsync(() => app.NextDue <= time.GetUtcNow() || !app.IsIdle);
}
