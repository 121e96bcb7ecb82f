using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlatformDeployer.Azure.Arm;

/// <summary>
/// What it takes to ask after a long-running operation in any process at any time: the text of it is the token that an orchestration keeps.
/// Azure.ResourceManager 1.7.0 has no rehydration of its own, so the token holds what its poller would hold in memory.
/// </summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="ResourceId">What it is about.</param>
/// <param name="ApiVersion">The api-version that was spoken.</param>
/// <param name="Style">How the server wants to be asked.</param>
/// <param name="PollAddress">Where; relative to the Resource Manager's address where it can be, so that a server that moved is still found.</param>
internal sealed record OperationCheckpoint(
    [property: JsonPropertyName("kind")] OperationKind Kind,
    [property: JsonPropertyName("id")] string ResourceId,
    [property: JsonPropertyName("api")] string ApiVersion,
    [property: JsonPropertyName("style")] PollingStyle Style,
    [property: JsonPropertyName("poll")] string PollAddress)
{
    /// <summary>The checkpoint as a token.</summary>
    public string ToToken() => JsonSerializer.Serialize(this, ArmJson.Options);

    /// <summary>Reads a token.</summary>
    /// <exception cref="FormatException">The text is no token of ours.</exception>
    public static OperationCheckpoint Parse(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        try
        {
            OperationCheckpoint? checkpoint = JsonSerializer.Deserialize<OperationCheckpoint>(token, ArmJson.Options);
            if (checkpoint is { ResourceId.Length: > 0, ApiVersion.Length: > 0, PollAddress.Length: > 0 }) return checkpoint;
        }
        catch (JsonException exception)
        {
            throw new FormatException("The text is not the token of an operation.", exception);
        }

        throw new FormatException("The text is not the token of an operation: a part is missing.");
    }
}
