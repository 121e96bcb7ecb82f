using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>POST /admin/instances/{id}/rewind</c>: lets a failed instance go on from its last good point.</summary>
public sealed class RewindInstanceFunction
{
    /// <summary>Runs the function.</summary>
    [Function("RewindInstance")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "admin/instances/{id}/rewind")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        InstanceCommand command = await InstanceCommand.ReadAsync(request, "rewind", takesRecursive: false, cancellationToken);
        return await command.RunAsync(
            client,
            id,
            instance => instance.RuntimeStatus is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending,
            instance => instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed,
            () => client.RewindInstanceAsync(id, command.Reason, cancellationToken),
            cancellationToken);
    }
}
