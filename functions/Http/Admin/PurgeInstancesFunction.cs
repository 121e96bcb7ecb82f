using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Admin;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>DELETE /admin/instances</c>: forgets instances that have ended, by when they were scheduled and how they ended.</summary>
public sealed class PurgeInstancesFunction
{
    // what is asked by HTTP is answered before callers give up; the rest is for the next request
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);

    private static readonly InstanceStatus[] Ended = [InstanceStatus.Completed, InstanceStatus.Failed, InstanceStatus.Terminated];

    /// <summary>Runs the function.</summary>
    [Function("PurgeInstances")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "admin/instances")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        const string Before = "createdBefore";
        var reader = new QueryReader(request);
        DateTimeOffset? after = reader.Time("createdAfter");
        DateTimeOffset? before = reader.Time(Before);
        IReadOnlyList<InstanceStatus> statuses = reader.Choices("status", Ended);
        if (!request.Query.ContainsKey(Before)) reader.Refuse(Before, $"{Before} is missing: say up to when, so that nothing is forgotten by accident.");
        reader.RefuseOthers();

        var filter = new PurgeInstancesFilter(after, before, [.. (statuses.Count == 0 ? Ended : statuses).Select(InstanceViews.StatusOf)]) { Timeout = TimeMax };
        PurgeResult? result = null;
        await InstanceCommand.SupportedAsync(async () => result = await client.PurgeAllInstancesAsync(filter, cancellationToken));
        return HttpAnswer.Ok(new PurgeView(result!.PurgedInstanceCount, result.IsComplete));
    }
}
