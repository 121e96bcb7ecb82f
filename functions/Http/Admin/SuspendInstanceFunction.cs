using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>POST /admin/instances/{id}/suspend</c>: pauses an instance; what reaches it meanwhile is kept.</summary>
public sealed class SuspendInstanceFunction
{
    /// <summary>Runs the function.</summary>
    [Function("SuspendInstance")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "admin/instances/{id}/suspend")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        InstanceCommand command = await InstanceCommand.ReadAsync(request, "suspend", takesRecursive: false, cancellationToken);
        return await command.RunAsync(
            client,
            id,
            instance => instance.RuntimeStatus == OrchestrationRuntimeStatus.Suspended,
            instance => !instance.IsCompleted,
            () => client.SuspendInstanceAsync(id, command.Reason, cancellationToken),
            cancellationToken);
    }
}
