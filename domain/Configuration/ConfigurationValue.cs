using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Configuration;

/// <summary>One value of a platform's configuration, and where it came from.</summary>
/// <param name="Value">The value; null is JSON null.</param>
/// <param name="Source">The last layer that had a say: <c>default</c>, <c>parent:/path</c>, <c>template:name@version</c> or <c>request</c>.</param>
/// <param name="Parts">For an object that several layers made together: the source of every leaf, by its dotted path. Null otherwise.</param>
public sealed record ConfigurationValue(JsonNode? Value, string Source, IReadOnlyDictionary<string, string>? Parts = null);
