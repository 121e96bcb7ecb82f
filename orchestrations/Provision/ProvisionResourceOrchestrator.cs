using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>Puts one resource and waits until it stands. It can be cancelled by the event <c>Cancel</c>.</summary>
public static class ProvisionResourceOrchestrator
{
    /// <summary>The code of the failure of a resource whose spawn was cancelled.</summary>
    public const string CanceledCode = "Canceled";

    /// <summary>Runs the orchestration.</summary>
    [Function(nameof(ProvisionResourceOrchestrator))]
    public static async Task<ProvisioningProgress> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ResourceOrder order = context.GetInput<ResourceOrder>()!;
        var request = new DurableRequest(context, new CancelSignal(context));
        try
        {
            return await request.RunAsync(nameof(StartResourceActivity), order, order.Target.Id, TimeSpan.FromMinutes(order.LimitMinutes));
        }
        catch (OperationCanceledByUserException)
        {
            return new ProvisioningProgress(
                ProvisioningPhase.Failed, Failure: new ProvisioningFailure(FailureClass.Permanent, CanceledCode, "The operation was cancelled.", order.Target.Id));
        }
    }
}
