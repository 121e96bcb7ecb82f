using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>POST /admin/instances/{id}/resume</c>: lets a paused instance go on; one that is held tries again what it is held for.</summary>
public sealed class ResumeInstanceFunction
{
    /// <summary>Runs the function.</summary>
    [Function("ResumeInstance")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "admin/instances/{id}/resume")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        InstanceCommand command = await InstanceCommand.ReadAsync(request, "resume", takesRecursive: false, cancellationToken);
        return await command.RunAsync(
            client,
            id,
            instance => instance.RuntimeStatus is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending,
            instance => instance.RuntimeStatus == OrchestrationRuntimeStatus.Suspended,
            () => client.ResumeInstanceAsync(id, command.Reason, cancellationToken),
            cancellationToken);
    }
}
