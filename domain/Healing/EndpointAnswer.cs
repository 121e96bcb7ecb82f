using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Healing;

/// <summary>How a platform's endpoint answered the health probe.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndpointAnswer>))]
public enum EndpointAnswer
{
    /// <summary>It was not asked.</summary>
    NotProbed,

    /// <summary>It is ready.</summary>
    Ready,

    /// <summary>It answered that it is not well.</summary>
    Unhealthy,

    /// <summary>It took the connection and gave no answer in time.</summary>
    Timeout,

    /// <summary>Nothing took the connection.</summary>
    Refused,
}
