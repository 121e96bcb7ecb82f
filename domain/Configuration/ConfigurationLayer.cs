using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Configuration;

/// <summary>What one layer says of one value.</summary>
internal readonly record struct ConfigurationLayer(string Source, JsonNode? Value);
