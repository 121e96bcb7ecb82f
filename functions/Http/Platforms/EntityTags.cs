using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary>Preconditions of RFC 9110.</summary>
internal static class EntityTags
{
    /// <summary>Whether the caller has what is there already.</summary>
    public static bool IsKnown(HttpRequest request, string etag) =>
        Parse(request, HeaderNames.IfNoneMatch) is { } tags && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false));

    /// <summary>Ends the request unless the platform is still as the caller knows it.</summary>
    /// <exception cref="ProblemException">It has changed (412).</exception>
    public static void RequireMatch(HttpRequest request, string etag)
    {
        if (Parse(request, HeaderNames.IfMatch) is not { } tags) return;
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: true))) return;
        throw new ProblemException(ProblemCodes.PreconditionFailed, "The platform has changed since the etag given in If-Match: read it again.").With("etag", etag);
    }

    private static IList<EntityTagHeaderValue>? Parse(HttpRequest request, string header)
    {
        if (!request.Headers.TryGetValue(header, out Microsoft.Extensions.Primitives.StringValues values)) return null;
        return EntityTagHeaderValue.TryParseStrictList(values!, out IList<EntityTagHeaderValue>? tags) && tags.Count > 0
            ? tags
            : throw Problem.InvalidField(header, $"{header} must be * or a list of entity tags in double quotes.");
    }
}
