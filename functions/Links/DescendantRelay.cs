using Microsoft.AspNetCore.Http;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Links;

/// <summary>Hands requests for descendants on to them: nobody acts in another's name.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">Who stands below it.</param>
/// <param name="forwarder">How to reach them.</param>
public sealed class DescendantRelay(PlatformCharter charter, IPlatformRegistry registry, IRequestForwarder forwarder)
{
    /// <summary>The descendant that a spawn names as parent; null when it is this platform itself, or when the text names none, which is then an error.</summary>
    /// <exception cref="ProblemException">There is no such parent (404).</exception>
    internal async Task<PlatformRecord?> FindParentAsync(string? text, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (text is null) return null;
        if (!PlatformId.TryParse(text, out PlatformId id))
        {
            errors.Add("parentId", $"'{Problem.Clip(text)}' is not a platform's id.");
            return null;
        }

        if (id == charter.Id) return null;
        return await registry.FindAsync(id, cancellationToken)
            ?? throw new ProblemException(ProblemCodes.ParentNotFound, $"There is no platform '{id}' at or below this platform.").With("parentId", id.Value);
    }

    /// <summary>The platform that manages another one.</summary>
    internal async Task<PlatformRecord> ParentOfAsync(PlatformRecord platform, CancellationToken cancellationToken) =>
        (platform.ParentId is PlatformId parent ? await registry.FindAsync(parent, cancellationToken) : null)
        ?? throw Problem.StateConflict(platform, $"The parent of {platform.Path} is not known here; it alone can do this.");

    /// <summary>Lets nothing be spawned below a platform that is on its way out.</summary>
    /// <exception cref="ProblemException">That platform is being retired (409).</exception>
    internal static void RequireNotRetiring(PlatformRecord parent)
    {
        if (parent.State == PlatformState.Retiring) throw Problem.StateConflict(parent, $"The platform {parent.Path} is {parent.State}: it may not spawn.");
    }

    /// <summary>Hands a request on and answers what the descendant answers.</summary>
    /// <exception cref="ProblemException">The descendant runs no program (409).</exception>
    internal async Task<HttpAnswer> ForwardAsync(HttpRequest request, PlatformRecord descendant, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (descendant.Endpoint is null || !PlatformTransitions.IsLiving(descendant.State))
        {
            throw Problem.StateConflict(descendant, $"The platform {descendant.Path} is {descendant.State} and takes no requests.");
        }

        var forwarded = new ForwardedRequest(
            request.Method,
            request.Path.ToUriComponent() + request.QueryString.ToUriComponent(),
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body);
        ForwardedResponse response = await forwarder.ForwardAsync(new Uri(descendant.Endpoint), forwarded, cancellationToken);
        string? contentType = response.Headers.GetValueOrDefault("Content-Type");
        return HttpAnswer.Relayed(
            response.Status,
            contentType,
            response.Body,
            [.. response.Headers.Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))]);
    }
}
