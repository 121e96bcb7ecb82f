using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Operations;

/// <summary>What kind of failure it was, and so what to do next.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureClass>))]
public enum FailureClass
{
    /// <summary>It may go away by itself: try again.</summary>
    Transient,

    /// <summary>It will not go away: the request or the template must change.</summary>
    Permanent,

    /// <summary>A policy or a missing right forbids it: ask whoever grants.</summary>
    Policy,

    /// <summary>A quota is exhausted: free something or have it raised.</summary>
    Quota,
}
