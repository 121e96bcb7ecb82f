using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Platforms;
using PlatformDeployer.Orchestrations.Spawn;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>One retirement. It cannot be cancelled; when something cannot be removed it fails, and asking again goes on from there.</summary>
internal sealed class RetireRun
{
    private const int NamedChildrenMax = 20;

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
        var groups = new GroupRemoval(_context, () => _tracker.CurrentStage);
        try
        {
            string group = "";
            await StageAsync(RetireStages.Quiesce, async () => group = await QuiesceAsync());
            await StageAsync(RetireStages.Descendants, () => RetireDescendantsAsync(new DescendantRemoval(_context, groups, Show)));
            await StageAsync(RetireStages.Resources, () => groups.DeleteAsync(group));
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

    private async Task RetireDescendantsAsync(DescendantRemoval removal)
    {
        // also when nothing was there when the request came: a child may have been spawned in the moment before spawning was disabled
        DescendantPlan plan = await removal.PlanAsync(_order.PlatformId);
        if (!plan.Cascade && plan.Children.Any()) await KeepAsync([.. plan.Children.Select(child => child.Name)]);
        await removal.RunAsync(_order.PlatformId, plan);
    }

    /// <exception cref="OperationFailedException">Always: the platform stays as it was.</exception>
    private async Task KeepAsync(string[] children)
    {
        string reason = $"It has children that were not to go with it: {string.Join(", ", children.Order(StringComparer.Ordinal).Take(NamedChildrenMax))}.";
        await _context.CallActivityAsync(nameof(KeepPlatformActivity), new KeepOrder(_order.PlatformId, reason, $"{_context.InstanceId}.{_context.NewGuid():N}"), ActivityRetry.Patient);
        await _context.CallActivityAsync<ProvisioningFailure?>(nameof(EnableSpawningActivity), _order.PlatformId, ActivityRetry.Options);
        await _context.CallActivityAsync<bool>(nameof(StartMonitorActivity), _order.PlatformId, ActivityRetry.Options);
        throw new OperationFailedException(new OperationErrorView(
            "HasChildren", reason, _order.PlatformId.Value, _tracker.CurrentStage, FailureClass.Permanent, "Retire them first, or send the request again with cascade=true."));
    }

    private void Show(KnownChild child, StepStatus status)
    {
        if (status == StepStatus.Pending) _tracker.Plan(RetireStages.Descendants, [child.Name]);
        else _tracker.Step(RetireStages.Descendants, child.Name, status);
    }

    private Task ReleaseAsync()
    {
        var release = new ReleaseOrder(_order.PlatformId, "The platform is retired.", $"{_context.InstanceId}.retired", Failed: false);
        return _context.CallActivityAsync(nameof(ReleasePlatformActivity), release, ActivityRetry.Options);
    }
}
