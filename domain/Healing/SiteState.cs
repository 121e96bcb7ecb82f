using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Healing;

/// <summary>What the resource manager says of the site that runs a platform.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SiteState>))]
public enum SiteState
{
    /// <summary>It was not asked, or did not answer.</summary>
    Unknown,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>There is no such site.</summary>
    Missing,
}
