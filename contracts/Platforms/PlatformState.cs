using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Platforms;

/// <summary>Where a platform stands in its life. The legal moves stand in the domain's state table.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlatformState>))]
public enum PlatformState
{
    /// <summary>The request was accepted; nothing has been done yet.</summary>
    Accepted,

    /// <summary>Authority, limits and template are being checked.</summary>
    Validating,

    /// <summary>Resources are being created.</summary>
    Provisioning,

    /// <summary>Tiers and the program are being deployed.</summary>
    Deploying,

    /// <summary>The platform is being linked with its parent.</summary>
    Integrating,

    /// <summary>Health checks are running.</summary>
    Activating,

    /// <summary>The platform works and may spawn.</summary>
    Active,

    /// <summary>The platform works in part; see its health.</summary>
    Degraded,

    /// <summary>A repair is under way.</summary>
    Healing,

    /// <summary>A change is being rolled out.</summary>
    Updating,

    /// <summary>The platform is being taken down.</summary>
    Retiring,

    /// <summary>The platform is gone.</summary>
    Retired,

    /// <summary>The spawn failed and left nothing behind.</summary>
    Failed,
}
