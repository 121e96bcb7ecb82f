using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>What a platform must consist of, and those of its resources that others refer to.</summary>
/// <param name="Graph">What it must consist of.</param>
/// <param name="Resources">By key, resources as they stand.</param>
public sealed record StandingResources(ResourceGraph Graph, IReadOnlyDictionary<string, JsonObject> Resources);
