using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Healing;

/// <summary>One thing that is wrong with a platform.</summary>
/// <param name="Kind">What.</param>
/// <param name="Keys">The resources concerned, in the graph's order; empty when it is not about resources.</param>
/// <param name="Tier">The tier concerned; null when it is not about a tier.</param>
/// <param name="Description">A sentence for people.</param>
public sealed record Fault(FaultKind Kind, IReadOnlyList<string> Keys, int? Tier, string Description)
{
    /// <summary>What the memory of attempts is kept under: the kind and, for a tier, its level.</summary>
    [JsonIgnore]
    public string Id => Tier is int tier ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind}:{tier}") : Kind.ToString();
}
