using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Links;

/// <summary>Reads what other platforms send. Unknown fields are let pass: parent and child may run different versions of the program.</summary>
internal static class LinkBody
{
    /// <summary>The largest body, in bytes: a report holds whole records.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { AllowDuplicateProperties = false, RespectRequiredConstructorParameters = true };

    /// <summary>Reads a body.</summary>
    /// <exception cref="ProblemException">It is not one of the kind that is meant.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        JsonElement json = JsonSyntax.ReadObject(await RequestBody.ReadJsonAsync(request, cancellationToken, BytesMax));
        try
        {
            return json.Deserialize<T>(Options)!;
        }
        catch (JsonException exception)
        {
            // The reader's own words name types of the program.
            string? path = exception.Path?.TrimStart('$', '.') is { Length: > 0 } known ? Problem.Clip(known) : null;
            throw path is null
                ? new ProblemException(ProblemCodes.InvalidRequest, $"The body is not a {typeof(T).Name}: a member is missing, or is there more than once.")
                : Problem.InvalidField(path, $"The body is not a {typeof(T).Name}: {path} is not what it should be.");
        }
    }
}
