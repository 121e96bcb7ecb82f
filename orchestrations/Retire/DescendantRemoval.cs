using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Provision;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>
/// Removes everything below a platform, leaves first. A platform that answers retires its own children, as it spawned them. In place of one that does
/// not answer its children are spoken with, and so on down; what nobody can be asked to remove is deleted from here.
/// </summary>
/// <param name="context">The orchestration.</param>
/// <param name="groups">How groups are taken down.</param>
/// <param name="report">Told of each child of the platform, how its removal stands.</param>
internal sealed class DescendantRemoval(TaskOrchestrationContext context, GroupRemoval groups, Action<KnownChild, StepStatus> report)
{
    private const int RoundsMax = 5;
    private const int SilentRoundsMax = 5;
    private const int PausesMax = 4;

    private static readonly TimeSpan ChildLimit = TimeSpan.FromHours(6);

    /// <summary>What is below a platform.</summary>
    public Task<DescendantPlan> PlanAsync(PlatformId id) => context.CallActivityAsync<DescendantPlan>(nameof(PlanDescendantsActivity), id, ActivityRetry.Options);

    /// <summary>Removes what is below a platform.</summary>
    /// <exception cref="OperationFailedException">Something cannot be removed.</exception>
    public async Task RunAsync(PlatformId id, DescendantPlan plan)
    {
        // a child may have been taken in by a request that was under way when spawning was disabled
        for (int round = 0; round < RoundsMax && plan.Children.Any(); round++)
        {
            foreach (KnownChild child in plan.Children) report(child, StepStatus.Pending);
            await RemoveAsync(plan, report);
            plan = await PlanAsync(id);
        }

        // what it stands on must not go while it has children: nobody would know of them any more
        if (plan.Children.Any()) throw new OperationFailedException(StillSpawning(id, plan));
    }

    private static OperationErrorView StillSpawning(PlatformId id, DescendantPlan plan) => new(
        "StillSpawning",
        $"It has children again, however often they were taken down: {string.Join(", ", plan.Children.Select(child => child.Name).Order(StringComparer.Ordinal))}.",
        id.Value,
        RetireStages.Descendants,
        FailureClass.Transient,
        "Find out who spawns them, then send the request again: it goes on from there.");

    private async Task RemoveAsync(DescendantPlan plan, Action<KnownChild, StepStatus> tell)
    {
        bool[] gone = await Task.WhenAll(plan.Own.Select(child => RetireByParentAsync(plan.Endpoint!, child, tell)));
        KnownChild[] left = [.. plan.Own.Where((_, index) => !gone[index]), .. plan.Others];
        if (left.Length == 0) return;

        // what does not answer may still act: its monitors would make again what is deleted below it
        await groups.StopSitesAsync(plan.ResourceGroup);
        await Task.WhenAll(left.Select(child => RemoveFromHereAsync(child, tell)));
    }

    private async Task RemoveFromHereAsync(KnownChild child, Action<KnownChild, StepStatus> tell)
    {
        tell(child, StepStatus.Running);
        await context.CallActivityAsync(nameof(DisableSpawningActivity), child.Id, ActivityRetry.Options);
        await RemoveAsync(await PlanAsync(child.Id), (_, _) => { });
        if (child.ResourceGroup is { Length: > 0 } group) await groups.DeleteAsync(group);
        await context.CallActivityAsync(nameof(EndDescendantActivity), child.Id, ActivityRetry.Options);
        tell(child, StepStatus.Succeeded);
    }

    /// <summary>Has the parent retire a child and follows that operation. Answers false when it cannot be followed any more.</summary>
    private async Task<bool> RetireByParentAsync(string parentEndpoint, KnownChild child, Action<KnownChild, StepStatus> tell)
    {
        tell(child, StepStatus.Running);
        var order = new ChildRetirement(parentEndpoint, child.Id);
        DateTime deadline = context.CurrentUtcDateTime + ChildLimit;
        int silent = 0;
        for (int round = 1; context.CurrentUtcDateTime < deadline; round++)
        {
            ChildProgress progress = await context.CallActivityAsync<ChildProgress>(nameof(RetireChildActivity), order, ActivityRetry.Options);
            if (progress.Failure is { } failure) throw new OperationFailedException(failure);
            if (progress.Gone)
            {
                await context.CallActivityAsync(nameof(EndDescendantActivity), child.Id, ActivityRetry.Options);
                tell(child, StepStatus.Succeeded);
                return true;
            }

            silent = progress.Answered ? 0 : silent + 1;
            if (silent >= SilentRoundsMax) break;
            await context.CreateTimer(RetryPacing.Delay(Math.Min(round, PausesMax), null, context.NewGuid()), CancellationToken.None);
        }

        return false;
    }
}
