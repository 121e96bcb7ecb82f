using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Healing;

/// <summary>What can be wrong with a platform.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What was seen is not trusted; nothing is touched.</summary>
    ObserverSuspect,

    /// <summary>The resource group is gone, and everything with it.</summary>
    GroupMissing,

    /// <summary>The site that runs the program is gone.</summary>
    SiteMissing,

    /// <summary>Resources other than the site are gone.</summary>
    ResourceMissing,

    /// <summary>The site was stopped.</summary>
    SiteStopped,

    /// <summary>The site runs and takes connections, but gives no answer.</summary>
    SiteHung,

    /// <summary>The site is said to run, but nothing takes a connection.</summary>
    SiteUnreachable,

    /// <summary>A tier's health check fails.</summary>
    Unhealthy,

    /// <summary>The program answers and does not report: what stands below it is not known here.</summary>
    NotReporting,
}
