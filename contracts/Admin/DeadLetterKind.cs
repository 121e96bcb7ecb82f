using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Admin;

/// <summary>What kind of work a dead letter is, and so what a retry does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeadLetterKind>))]
public enum DeadLetterKind
{
    /// <summary>A spawn, retirement or monitor that failed: it goes on from its last good point.</summary>
    FailedInstance,

    /// <summary>An instance that is held, because it cannot be replayed or may end the process: it is resumed.</summary>
    HeldInstance,

    /// <summary>A message that could not be handled: it is sent again.</summary>
    Message,
}
