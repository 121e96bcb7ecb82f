using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Links;

/// <summary>How a call to another platform failed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkFailure>))]
public enum LinkFailure
{
    /// <summary>Nobody listens there.</summary>
    Refused,

    /// <summary>It did not answer in time.</summary>
    Timeout,

    /// <summary>It answered that it cannot.</summary>
    Unavailable,

    /// <summary>It answered something else than was asked for.</summary>
    Unexpected,
}
