using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Admin;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>GET /admin/instances</c>: the orchestration instances of this platform, sub-orchestrations too.</summary>
/// <param name="own">Where this platform is reached.</param>
public sealed class ListInstancesFunction(IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("ListInstances")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "admin/instances")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var reader = new QueryReader(request);
        IReadOnlyList<InstanceStatus> statuses = reader.Choices("status", Enum.GetValues<InstanceStatus>());
        string? prefix = reader.Text("prefix");
        DateTimeOffset? after = reader.Time("createdAfter");
        DateTimeOffset? before = reader.Time("createdBefore");
        PageRequest page = reader.Page();
        reader.RefuseOthers();

        var query = new OrchestrationQuery(
            after, before, [.. statuses.Select(InstanceViews.StatusOf)], InstanceIdPrefix: prefix, PageSize: page.Top, ContinuationToken: page.SkipToken);
        (IReadOnlyList<OrchestrationMetadata> found, string? next) = await PageAsync(client, query, cancellationToken);
        return HttpAnswer.Ok(new Contracts.Platforms.Page<InstanceView>([.. found.Select(InstanceViews.Of)], PageRequest.NextLink(own, request, next)));
    }

    // a back end may answer a page without anything on it, and another after it
    private static async Task<(IReadOnlyList<OrchestrationMetadata> Found, string? Next)> PageAsync(
        DurableTaskClient client, OrchestrationQuery query, CancellationToken cancellationToken)
    {
        await foreach (Page<OrchestrationMetadata> page in client.GetAllInstancesAsync(query).AsPages(query.ContinuationToken, query.PageSize).WithCancellation(cancellationToken))
        {
            if (page.Values.Count > 0 || page.ContinuationToken is null) return (page.Values, page.ContinuationToken);
        }

        return ([], null);
    }
}
