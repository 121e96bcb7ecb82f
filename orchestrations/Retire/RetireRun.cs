using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Platforms;
using PlatformDeployer.Orchestrations.Provision;
using PlatformDeployer.Orchestrations.Spawn;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>One retirement. It cannot be cancelled; when something cannot be removed it fails, and asking again goes on from there.</summary>
internal sealed class RetireRun
{
    private static readonly TimeSpan DeleteLimit = TimeSpan.FromHours(2);
    private static readonly TimeSpan ChildLimit = TimeSpan.FromHours(6);

    private readonly TaskOrchestrationContext _context;
    private readonly RetireOrder _order;
    private readonly OperationTracker _tracker;

    public RetireRun(TaskOrchestrationContext context, RetireOrder order)
    {
        _context = context;
        _order = order;
        _tracker = new OperationTracker(context, "retire", order.PlatformId.Value, RetireStages.All);
    }

    public async Task<OperationProgress> RunAsync()
    {
        try
        {
            string group = "";
            await StageAsync(RetireStages.Quiesce, async () => group = await QuiesceAsync());
            await StageAsync(RetireStages.Descendants, RetireDescendantsAsync);
            await StageAsync(RetireStages.Resources, () => DeleteGroupAsync(group));
            await StageAsync(RetireStages.Registry, ReleaseAsync);
            return _tracker.Finish(OperationStatus.Succeeded);
        }
        catch (OperationFailedException failed)
        {
            _tracker.Undo(OperationStatus.Running, failed.Error);
            return _tracker.Finish(OperationStatus.Failed, failed.Error);
        }
    }

    private async Task StageAsync(string stage, Func<Task> work)
    {
        _tracker.Begin(stage);
        await work();
        _tracker.End(stage, StepStatus.Succeeded);
    }

    private async Task<string> QuiesceAsync()
    {
        var advance = new AdvanceOrder(_order.PlatformId, PlatformState.Retiring, "The platform is being retired.", $"{_context.InstanceId}.retiring");
        await _context.CallActivityAsync(nameof(AdvancePlatformActivity), advance, ActivityRetry.Options);
        string group = await _context.CallActivityAsync<string>(nameof(StopMonitorActivity), _order.PlatformId, ActivityRetry.Options);
        await _context.CallActivityAsync(nameof(DisableSpawningActivity), _order.PlatformId, ActivityRetry.Options);
        return group;
    }

    private async Task RetireDescendantsAsync()
    {
        // also when nothing was there when the request came: a child may have been spawned in the moment before spawning was disabled
        DescendantPlan plan = await _context.CallActivityAsync<DescendantPlan>(nameof(PlanDescendantsActivity), _order.PlatformId, ActivityRetry.Options);
        _tracker.Plan(RetireStages.Descendants, plan.Children.Select(child => child.Name));

        // the platform retires its own children, as it spawned them
        ChildRetirement[] stuck = [];
        if (plan.Answers)
        {
            bool[] retired = await Task.WhenAll(plan.Children.Select(RetireChildAsync));
            stuck = [.. plan.Children.Where((_, index) => !retired[index])];
        }

        // a platform that does not answer cannot: what stands below it is removed from here, the deepest first
        if (!plan.Answers || stuck.Length > 0)
        {
            IEnumerable<IReadOnlyList<OrphanGroup>> generations = plan.Orphans
                .Where(orphan => !plan.Answers || stuck.Any(child => child.PlatformId == orphan.ChildId))
                .GroupBy(orphan => orphan.Generation)
                .OrderByDescending(generation => generation.Key)
                .Select(generation => (IReadOnlyList<OrphanGroup>)[.. generation]);
            foreach (IReadOnlyList<OrphanGroup> generation in generations) await Task.WhenAll(generation.Select(orphan => DeleteGroupAsync(orphan.ResourceGroup)));
        }
    }

    /// <summary>Has the platform retire one child and follows that operation. Answers false when it cannot be followed any more.</summary>
    private async Task<bool> RetireChildAsync(ChildRetirement child)
    {
        _tracker.Step(RetireStages.Descendants, child.Name, StepStatus.Running);
        DateTime deadline = _context.CurrentUtcDateTime + ChildLimit;
        int silent = 0;
        for (int round = 1; _context.CurrentUtcDateTime < deadline; round++)
        {
            ChildProgress progress = await _context.CallActivityAsync<ChildProgress>(nameof(RetireChildActivity), child, ActivityRetry.Options);
            if (progress.Gone)
            {
                _tracker.Step(RetireStages.Descendants, child.Name, StepStatus.Succeeded);
                return true;
            }

            silent = progress.Answered ? 0 : silent + 1;
            if (silent >= 5 || progress.Failed) break;
            await _context.CreateTimer(RetryPacing.Delay(Math.Min(round, 4), null, _context.NewGuid()), CancellationToken.None);
        }

        _tracker.Step(RetireStages.Descendants, child.Name, StepStatus.Failed);
        return false;
    }

    private async Task DeleteGroupAsync(string group)
    {
        ProvisioningProgress deleted = await new DurableRequest(_context, null).RunAsync(nameof(StartDeleteGroupActivity), group, group, DeleteLimit);
        if (deleted.Failure is { } failure) throw new OperationFailedException(FailureAdvice.Describe(failure, _tracker.CurrentStage));
    }

    private Task ReleaseAsync()
    {
        var release = new ReleaseOrder(_order.PlatformId, "The platform is retired.", $"{_context.InstanceId}.retired", Failed: false);
        return _context.CallActivityAsync(nameof(ReleasePlatformActivity), release, ActivityRetry.Options);
    }
}
