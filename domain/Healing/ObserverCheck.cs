using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Healing;

/// <summary>What the observer knows of its own eyes: it asks something that is known to be well before it trusts bad news.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObserverCheck>))]
public enum ObserverCheck
{
    /// <summary>The observer sees well.</summary>
    Sound,

    /// <summary>The observer could not reach what is known to be there.</summary>
    Failed,

    /// <summary>So many children look sick at once that the observer is suspected: see <see cref="RemediationLimit"/>.</summary>
    TooManySick,
}
