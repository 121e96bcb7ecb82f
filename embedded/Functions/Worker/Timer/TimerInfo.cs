namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told.</summary>
public class TimerInfo
{
    public TimerInfo()
    {
    }

    /// <summary>Null where the schedule is not kept.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the run makes up for one missed while the host was down.</summary>
    public bool IsPastDue { get; set; }
}
