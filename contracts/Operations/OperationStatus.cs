using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Operations;

/// <summary>How an operation stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationStatus>))]
public enum OperationStatus
{
    /// <summary>Accepted; not begun.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>A cancel was asked for and what was done is being undone.</summary>
    Canceling,

    /// <summary>Ended well.</summary>
    Succeeded,

    /// <summary>Ended badly; see its error.</summary>
    Failed,

    /// <summary>Cancelled; nothing of it is left.</summary>
    Canceled,
}
