using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Resources;

/// <summary>What a resource is to its platform.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceRole>))]
public enum ResourceRole
{
    /// <summary>A resource like any other.</summary>
    Resource,

    /// <summary>The site that runs the program.</summary>
    Site,

    /// <summary>The program's package on the site.</summary>
    Package,

    /// <summary>The identity the program runs as.</summary>
    Identity,

    /// <summary>A right granted to an identity.</summary>
    RoleAssignment,
}
