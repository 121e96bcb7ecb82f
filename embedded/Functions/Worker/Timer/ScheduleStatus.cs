namespace Microsoft.Azure.Functions.Worker;

/// <summary>When a schedule last ran and when it runs next, in UTC.</summary>
public class ScheduleStatus
{
    public ScheduleStatus()
    {
    }

    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
