using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Healing;

/// <summary>Everything that is wrong with a platform, the most fundamental first: what comes later may be only its effect.</summary>
/// <param name="Faults">The faults; empty when the platform is well.</param>
public sealed record Diagnosis(IReadOnlyList<Fault> Faults)
{
    /// <summary>True when nothing is wrong.</summary>
    [JsonIgnore]
    public bool IsWell => Faults.Count == 0;

    /// <summary>The fault to act on; null when nothing is wrong.</summary>
    [JsonIgnore]
    public Fault? Primary => Faults.Count == 0 ? null : Faults[0];
}
