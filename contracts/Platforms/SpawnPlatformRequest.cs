using System.Text.Json;

namespace PlatformDeployer.Contracts.Platforms;

/// <summary>What <c>POST /platforms</c> takes.</summary>
public sealed record SpawnPlatformRequest
{
    /// <summary>The platform's name, unique among its parent's children: <c>^[a-z][a-z0-9-]{1,38}[a-z0-9]$</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The template, as <c>name</c> (its latest version) or <c>name@version</c>.</summary>
    public string? Template { get; init; }

    /// <summary>The region; the parent's when left out.</summary>
    public string? Region { get; init; }

    /// <summary>The platform to spawn under; the platform that is asked when left out.</summary>
    public string? ParentId { get; init; }

    /// <summary>Values for the template's parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>Labels to find the platform by.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Limits on the platform's own descendants; they can only narrow the parent's.</summary>
    public LimitsRequest? Limits { get; init; }
}
