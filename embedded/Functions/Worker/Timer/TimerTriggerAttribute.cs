using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on a schedule: NCRONTAB of five or six fields, a time span, or <c>%setting%</c>. Times are UTC.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    public string Schedule { get; }

    /// <summary>Whether it also runs when the host starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>
    /// Whether the schedule's status is kept, so that a run missed while the host was down is made up for. Schedules shorter than a minute are never kept.
    /// </summary>
    public bool UseMonitor { get; set; }
}
