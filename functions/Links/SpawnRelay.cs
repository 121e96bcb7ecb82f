using Microsoft.AspNetCore.Http;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Links;

/// <summary>Hands a spawn on to the descendant that it names as parent. The idempotency key is held here as well, where the caller used it.</summary>
/// <param name="relay">Hands requests on.</param>
/// <param name="keys">Holds keys.</param>
public sealed class SpawnRelay(DescendantRelay relay, IRequestKeys keys)
{
    /// <summary>Hands a spawn on and answers what the descendant answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="descendant">The parent-to-be.</param>
    /// <param name="body">The body, as it came.</param>
    /// <param name="requestKey">The hashed idempotency key.</param>
    /// <param name="bodyHash">The hash of what the request says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProblemException">The key was used for another request (422), or the descendant cannot be reached.</exception>
    internal async Task<HttpAnswer> ForwardAsync(
        HttpRequest request, PlatformRecord descendant, ReadOnlyMemory<byte> body, string? requestKey, string bodyHash, CancellationToken cancellationToken)
    {
        DescendantRelay.RequireNotRetiring(descendant);
        if (requestKey is null) return await relay.ForwardAsync(request, descendant, body, cancellationToken);
        RequestHold hold = await keys.HoldAsync(requestKey, bodyHash, descendant.Id, cancellationToken);
        if (hold == RequestHold.Reused) throw Problem.IdempotencyKeyReused();

        HttpAnswer answer = await relay.ForwardAsync(request, descendant, body, cancellationToken);

        // What was refused may be mended and sent again with its key. After anything else it is not known what the descendant did.
        bool refused = answer.Status is >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError;
        if (refused && hold == RequestHold.New) await keys.ReleaseAsync(requestKey, CancellationToken.None);
        return answer;
    }
}
