using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Resources;

/// <summary>The stage of a spawn in which a resource is put in place.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceStage>))]
public enum ResourceStage
{
    /// <summary>Infrastructure.</summary>
    Provision,

    /// <summary>Workloads: what runs code.</summary>
    Deploy,
}
