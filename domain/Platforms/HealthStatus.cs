using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>How a platform is, as last seen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthStatus>))]
public enum HealthStatus
{
    /// <summary>It has not been looked at yet.</summary>
    Unknown,

    /// <summary>All is as it should be.</summary>
    Healthy,

    /// <summary>Something is wrong; see its incidents.</summary>
    Unhealthy,
}
