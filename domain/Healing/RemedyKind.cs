using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Healing;

/// <summary>What can be done for a platform.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RemedyKind>))]
public enum RemedyKind
{
    /// <summary>Nothing has to be done, or nothing may be.</summary>
    None,

    /// <summary>An attempt was made; look again at <see cref="Remedy.NotBefore"/>.</summary>
    Wait,

    /// <summary>Probe again before anything is touched.</summary>
    Retry,

    /// <summary>Start the site.</summary>
    StartSite,

    /// <summary>Restart the site.</summary>
    RestartSite,

    /// <summary>Put the workloads of a tier again.</summary>
    RedeployTier,

    /// <summary>Put resources again, in the order given.</summary>
    RecreateResources,

    /// <summary>Every rung failed: touch nothing more and ask a person.</summary>
    Quarantine,
}
