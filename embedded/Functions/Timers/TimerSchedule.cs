using System.Globalization;
using NCrontab;

namespace Embedded.Functions.Timers;

/// <summary>When a timer function runs. All times are UTC.</summary>
internal abstract class TimerSchedule
{
    private const int OccurrencesLooked = 5;

    /// <summary>The first occurrence after a moment; <see cref="DateTime.MaxValue"/> if there is none.</summary>
    public abstract DateTime NextAfter(DateTime utc);

    /// <summary>Reads an NCRONTAB expression of five or six fields, or a time span between occurrences.</summary>
    /// <exception cref="FormatException">The expression is neither.</exception>
    public static TimerSchedule Parse(string expression)
    {
        int fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        if (fields is 5 or 6)
        {
            CrontabSchedule? cron = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
            return cron is not null ? new CronSchedule(cron) : throw new FormatException($"'{expression}' is not a valid NCRONTAB expression.");
        }

        return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
            ? new IntervalSchedule(interval)
            : throw new FormatException($"'{expression}' is neither an NCRONTAB expression of five or six fields nor a positive time span.");
    }

    /// <summary>Whether its status is worth keeping: schedules that run more than once a minute are not kept, as in the official host.</summary>
    public bool CanBeMonitored(DateTime utc)
    {
        DateTime previous = NextAfter(utc);
        for (int i = 1; i < OccurrencesLooked && previous < DateTime.MaxValue; i++)
        {
            DateTime next = NextAfter(previous);
            if (next - previous < TimeSpan.FromMinutes(1))
            {
                return false;
            }

            previous = next;
        }

        return true;
    }

    private sealed class CronSchedule(CrontabSchedule cron) : TimerSchedule
    {
        public override DateTime NextAfter(DateTime utc)
        {
            // The parser answers its end date where an expression such as "30 February" never occurs.
            DateTime next = cron.GetNextOccurrence(utc);
            return next >= DateTime.MaxValue.AddDays(-1) ? DateTime.MaxValue : DateTime.SpecifyKind(next, DateTimeKind.Utc);
        }
    }

    private sealed class IntervalSchedule(TimeSpan interval) : TimerSchedule
    {
        public override DateTime NextAfter(DateTime utc) => utc > DateTime.MaxValue - interval ? DateTime.MaxValue : utc + interval;
    }
}
