using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Links;
using PlatformDeployer.Functions.Retiring;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>DELETE /platforms/{id}</c>: retires a platform, cancels its spawn, or forgets it.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">What is known.</param>
/// <param name="retirer">Does it.</param>
/// <param name="relay">Hands a request for a descendant on.</param>
/// <param name="own">Where this platform is reached.</param>
public sealed class RetirePlatformFunction(PlatformCharter charter, IPlatformRegistry registry, PlatformRetirer retirer, DescendantRelay relay, IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("RetirePlatform")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "platforms/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var reader = new QueryReader(request);
        bool cascade = reader.Flag("cascade") ?? false;
        reader.RefuseOthers();

        PlatformRecord platform = await registry.RequireAsync(id, cancellationToken);
        if (platform.Id != charter.Id && platform.ParentId != charter.Id)
        {
            return await relay.ForwardAsync(request, await relay.ParentOfAsync(platform, cancellationToken), default, cancellationToken);
        }

        EntityTags.RequireMatch(request, PlatformViews.Of(platform).Etag);
        return await retirer.RetireAsync(client, platform, cascade, cancellationToken) is { } operationId
            ? AcceptedAnswer.Of(own, request, platform.Id.Value, operationId)
            : HttpAnswer.Empty(StatusCodes.Status204NoContent);
    }
}
