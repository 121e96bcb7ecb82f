using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>GET /admin/instances/{id}</c>: an instance, its data, and what it did.</summary>
/// <param name="own">Where this platform is reached.</param>
public sealed class GetInstanceFunction(IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("GetInstance")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "admin/instances/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var reader = new QueryReader(request);
        PageRequest page = reader.Page();
        reader.RefuseOthers();

        OrchestrationMetadata instance = await client.RequireInstanceAsync(id, withData: true, cancellationToken);
        HistoryPage history = await HistoryPage.ReadAsync(client, instance, page.Top, page.SkipToken, cancellationToken);
        return HttpAnswer.Ok(InstanceViews.DetailOf(instance) with
        {
            History = history.Events, HistoryNote = history.Note, NextLink = PageRequest.NextLink(own, request, history.Next),
        });
    }
}
