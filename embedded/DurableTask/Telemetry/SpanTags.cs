namespace Embedded.DurableTask.Telemetry;

/// <summary>The attributes of spans, as the official engine names them.</summary>
internal static class SpanTags
{
    public const string Type = "durabletask.type";
    public const string Name = "durabletask.task.name";
    public const string Version = "durabletask.task.version";
    public const string InstanceId = "durabletask.task.instance_id";
    public const string Status = "durabletask.task.status";
    public const string TaskId = "durabletask.task.task_id";
    public const string TargetInstanceId = "durabletask.event.target_instance_id";
    public const string FireAt = "durabletask.fire_at";

    public const string Orchestration = "orchestration";
    public const string Activity = "activity";
    public const string Event = "event";
    public const string Timer = "timer";
}
