using System.Text.Json;

namespace PlatformDeployer.Contracts.Platforms;

/// <summary>A configuration value and where it came from.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source"><c>default</c>, <c>parent:/path</c>, <c>template:name@version</c> or <c>request</c>.</param>
public sealed record ConfigurationValueView(JsonElement Value, string Source);
