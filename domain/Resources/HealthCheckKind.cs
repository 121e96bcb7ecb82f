using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Resources;

/// <summary>How the health of a tier is found out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthCheckKind>))]
public enum HealthCheckKind
{
    /// <summary>A GET at the platform's endpoint answers 200.</summary>
    Http,

    /// <summary>A resource exists and its provisioning has succeeded.</summary>
    Resource,
}
