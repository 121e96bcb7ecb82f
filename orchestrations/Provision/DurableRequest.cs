using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>
/// Sees a request to the cloud through: starts it, keeps its token as a checkpoint, asks after it when the server wants to be asked, and starts it
/// again after a passing failure. The same request twice is one request, so a start that was lost in a crash does no harm.
/// </summary>
internal sealed class DurableRequest(TaskOrchestrationContext context, CancelSignal? cancel)
{
    private static readonly TimeSpan DefaultPollInterval = TimeSpan.FromSeconds(5);

    /// <summary>Runs the request to its end.</summary>
    /// <param name="startActivity">The activity that starts it.</param>
    /// <param name="input">That activity's input.</param>
    /// <param name="target">What the request is about, for messages.</param>
    /// <param name="limit">How long it may take in all.</param>
    /// <exception cref="OperationCanceledByUserException">A cancel was asked for.</exception>
    public async Task<ProvisioningProgress> RunAsync(string startActivity, object input, string target, TimeSpan limit)
    {
        DateTime deadline = context.CurrentUtcDateTime + limit;
        string? token = null;
        int failures = 0;
        while (true)
        {
            cancel?.ThrowIfAsked();
            ProvisioningProgress progress = token is null
                ? await context.CallActivityAsync<ProvisioningProgress>(startActivity, input, ActivityRetry.Options)
                : await context.CallActivityAsync<ProvisioningProgress>(nameof(PollProvisioningActivity), token, ActivityRetry.Options);

            TimeSpan pause;
            switch (progress.Phase)
            {
                case ProvisioningPhase.Succeeded:
                    return progress;

                case ProvisioningPhase.InProgress:
                    failures = 0;
                    token = progress.Token;
                    pause = progress.RetryAfter ?? DefaultPollInterval;
                    break;

                case ProvisioningPhase.Failed when progress.Failure!.Class == FailureClass.Transient && ++failures < RetryPacing.AttemptsMax:
                    // a poll that did not come through keeps its token; a request that failed is made again
                    token = progress.Token;
                    pause = RetryPacing.Delay(failures, progress.Failure.RetryAfter, context.NewGuid());
                    break;

                default:
                    return progress;
            }

            if (context.CurrentUtcDateTime + pause > deadline) return TimedOut(target, limit);
            await PauseAsync(pause);
        }
    }

    private Task PauseAsync(TimeSpan pause) => cancel is null ? context.CreateTimer(pause, CancellationToken.None) : cancel.SleepAsync(pause);

    private static ProvisioningProgress TimedOut(string target, TimeSpan limit) => new(
        ProvisioningPhase.Failed,
        Failure: new ProvisioningFailure(FailureClass.Transient, "Timeout", $"It did not end within {limit.TotalMinutes:0} minutes.", target));
}
