using Embedded.Functions.Timers;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Functions.Tests.Timers;

public sealed class TimerScheduleTests
{
    private static readonly DateTime Noon = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("0 */5 * * * *", "2030-01-01T12:05:00Z")]
    [InlineData("*/5 * * * *", "2030-01-01T12:05:00Z")]
    [InlineData("30 0 9 * * MON", "2030-01-07T09:00:30Z")]
    [InlineData("01:30:00", "2030-01-01T13:30:00Z")]
    public void NextAfter_ValidExpression_IsTheNextOccurrenceInUtc(string expression, string expected)
    {
        DateTime next = TimerSchedule.Parse(expression).NextAfter(Noon);

        Assert.Equal(DateTimeOffset.Parse(expected, null).UtcDateTime, next);
        Assert.Equal(DateTimeKind.Utc, next.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("61 * * * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    [InlineData("soon")]
    public void Parse_InvalidExpression_IsRefused(string expression) => Assert.Throws<FormatException>(() => TimerSchedule.Parse(expression));

    [Fact]
    public void NextAfter_DateThatNeverComes_IsTheEndOfTime() =>
        Assert.Equal(DateTime.MaxValue, TimerSchedule.Parse("0 0 0 30 2 *").NextAfter(Noon));

    [Theory]
    [InlineData("0 * * * * *", true)]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("0,30 0 * * * *", false)]
    [InlineData("00:00:59", false)]
    [InlineData("00:01:00", true)]
    public void CanBeMonitored_ByInterval_IsForAMinuteOrMore(string expression, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(expression).CanBeMonitored(Noon));

    [Fact]
    public void NextAfter_AnyMoment_IsLater()
    {
        TimerSchedule schedule = TimerSchedule.Parse("15 */7 * * * *");
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seconds =>
        {
            DateTime moment = Noon.AddSeconds(seconds.Get);
            DateTime next = schedule.NextAfter(moment);
            return next > moment && next - moment <= TimeSpan.FromMinutes(7) && next.Second == 15;
        }).QuickCheckThrowOnFailure();
    }
}
