using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlatformDeployer.Contracts.Problems;

/// <summary>An error as <c>application/problem+json</c> (RFC 9457).</summary>
public sealed record ProblemView
{
    /// <summary>The media type of a problem.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>A reference that names the kind of problem.</summary>
    public required string Type { get; init; }

    /// <summary>What is wrong, in a few words that are the same each time.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong this time, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong with each field, by its path in the request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Further members that belong to the code.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extensions { get; init; }
}
