using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Admin;

/// <summary>How an orchestration instance stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstanceStatus>))]
public enum InstanceStatus
{
    /// <summary>Scheduled; not begun.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Paused, by somebody or because it cannot go on; then its failure says why.</summary>
    Suspended,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>Ended by a failure.</summary>
    Failed,

    /// <summary>Ended from outside.</summary>
    Terminated,
}
