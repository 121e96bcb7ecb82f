using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Operations;

/// <summary>How a stage or a step of an operation stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepStatus>))]
public enum StepStatus
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Not needed, or given up because something else failed.</summary>
    Skipped,
}
