using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Admin;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>DELETE /admin/instances/{id}</c>: forgets an instance that has ended, and its sub-orchestrations.</summary>
public sealed class PurgeInstanceFunction
{
    /// <summary>Runs the function.</summary>
    [Function("PurgeInstance")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "admin/instances/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var reader = new QueryReader(request);
        bool recursive = reader.Flag("recursive") ?? true;
        reader.RefuseOthers();

        OrchestrationMetadata instance = await client.RequireInstanceAsync(id, withData: false, cancellationToken);
        if (!instance.IsCompleted)
        {
            throw Problem.StateConflict("An instance that has not ended cannot be forgotten: terminate it first.")
                .With("instanceId", Problem.Clip(id))
                .With("instanceStatus", InstanceViews.StatusOf(instance.RuntimeStatus));
        }

        PurgeResult? result = null;
        await InstanceCommand.SupportedAsync(async () => result = await client.PurgeInstanceAsync(id, new PurgeInstanceOptions(recursive), cancellationToken));
        return HttpAnswer.Ok(new PurgeView(result!.PurgedInstanceCount, result.IsComplete));
    }
}
