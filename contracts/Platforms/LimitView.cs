using System.Text.Json;

namespace PlatformDeployer.Contracts.Platforms;

/// <summary>A limit in force.</summary>
/// <param name="Value">What may be: a number or a list.</param>
/// <param name="Owner">The path of the platform that set it.</param>
public sealed record LimitView(JsonElement Value, string Owner);
