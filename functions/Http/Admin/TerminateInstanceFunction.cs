using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>POST /admin/instances/{id}/terminate</c>: ends an instance where it stands, and its sub-orchestrations; nothing is undone.</summary>
public sealed class TerminateInstanceFunction
{
    /// <summary>Runs the function.</summary>
    [Function("TerminateInstance")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "admin/instances/{id}/terminate")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        InstanceCommand command = await InstanceCommand.ReadAsync(request, "terminate", takesRecursive: true, cancellationToken);
        return await command.RunAsync(
            client,
            id,
            instance => instance.RuntimeStatus == OrchestrationRuntimeStatus.Terminated,
            instance => !instance.IsCompleted,
            () => client.TerminateInstanceAsync(id, new TerminateInstanceOptions(command.Reason, command.Recursive), cancellationToken),
            cancellationToken);
    }
}
