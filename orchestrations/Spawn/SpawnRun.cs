using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Platforms;
using PlatformDeployer.Orchestrations.Provision;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>One spawn: the five stages and what undoes them.</summary>
internal sealed class SpawnRun
{
    private const string GroupStep = "resource-group";
    private const string LeftoverAdvice = "Something of the platform is left, and it keeps the name. Remove what holds it, then delete the platform: that tries again.";

    private readonly TaskOrchestrationContext _context;
    private readonly PlatformId _id;
    private readonly OperationTracker _tracker;
    private readonly CancelSignal _cancel;
    private ResourceGraph? _graph;
    private bool _mayHaveChildren;

    public SpawnRun(TaskOrchestrationContext context, PlatformId id)
    {
        _context = context;
        _id = id;
        _cancel = new CancelSignal(context);
        _tracker = new OperationTracker(context, "spawn", id.Value, SpawnStages.All);
    }

    public async Task<OperationProgress> RunAsync()
    {
        try
        {
            await StageAsync(SpawnStages.Validate, PlatformState.Validating, ValidateAsync);
            var run = new GraphRun(_context, _graph!, ShowNode);
            await StageAsync(SpawnStages.Provision, PlatformState.Provisioning, () => ProvisionAsync(run));
            await StageAsync(SpawnStages.Deploy, PlatformState.Deploying, () => DeployAsync(run));
            await StageAsync(SpawnStages.Integrate, PlatformState.Integrating, IntegrateAsync);
            await StageAsync(SpawnStages.Activate, PlatformState.Activating, ActivateAsync);
            return _tracker.Finish(OperationStatus.Succeeded);
        }
        catch (OperationCanceledByUserException)
        {
            return await UndoAsync(OperationStatus.Canceled, null, "The spawn was cancelled; nothing of it is left.");
        }
        catch (OperationFailedException failed)
        {
            return await UndoAsync(OperationStatus.Failed, failed.Error, $"{failed.Error.Code}: {failed.Error.Message}");
        }
        catch (TaskFailedException failed)
        {
            OperationErrorView error = Unforeseen(failed);
            return await UndoAsync(OperationStatus.Failed, error, $"{error.Code}: {error.Message}");
        }
    }

    private async Task StageAsync(string stage, PlatformState state, Func<Task> work)
    {
        _cancel.ThrowIfAsked();
        _tracker.Begin(stage);
        await AdvanceAsync(state, $"Stage {stage} began.");
        await work();
        _tracker.End(stage, StepStatus.Succeeded);
    }

    private async Task ValidateAsync()
    {
        CompilePlatformResult compiled = await StepAsync(
            SpawnStages.Validate, "compile", () => CallAsync<CompilePlatformResult>(nameof(CompilePlatformActivity), _id));
        if (compiled.Failure is { } failure) throw Failed(failure);
        _graph = compiled.Graph!;
        _tracker.Plan(SpawnStages.Provision, [GroupStep, .. KeysOf(ResourceStage.Provision)]);
        _tracker.Plan(SpawnStages.Deploy, KeysOf(ResourceStage.Deploy));
    }

    private async Task ProvisionAsync(GraphRun run)
    {
        _tracker.Step(SpawnStages.Provision, GroupStep, StepStatus.Running);
        var group = new GroupOrder(_graph!.ResourceGroup, _graph.Region, _graph.Tags);
        ProvisioningProgress created = await new DurableRequest(_context, _cancel)
            .RunAsync(nameof(CreateGroupActivity), group, _graph.ResourceGroupId, TimeSpan.FromMinutes(10));
        _tracker.Step(SpawnStages.Provision, GroupStep, created.Failure is null ? StepStatus.Succeeded : StepStatus.Failed);
        if (created.Failure is { } failure) throw Failed(failure);

        // all begin at once, each when what it waits for stands: the stages are told apart for people, not for the graph
        run.Start(_graph.Nodes.Select(node => node.Key).ToHashSet(StringComparer.Ordinal));
        await EndOfAsync(run, ResourceStage.Provision);
    }

    private Task DeployAsync(GraphRun run) => EndOfAsync(run, ResourceStage.Deploy);

    private async Task EndOfAsync(GraphRun run, ResourceStage stage)
    {
        Task end = run.EndOfAsync(KeysOf(stage));
        if (await Task.WhenAny(end, _cancel.Asked) != end) run.Stop();
        await end;
        if (!_cancel.IsAsked && run.FirstFailure is null) return;

        await run.EndOfAsync(_graph!.Nodes.Select(node => node.Key));
        _cancel.ThrowIfAsked();

        // nodes of a later stage begin as soon as they can, so the stage that runs need not be the one that failed
        string failed = run.FirstFailed!.Stage == ResourceStage.Provision ? SpawnStages.Provision : SpawnStages.Deploy;
        throw new OperationFailedException(FailureAdvice.Describe(run.FirstFailure!, failed));
    }

    private async Task IntegrateAsync()
    {
        await StepAsync(SpawnStages.Integrate, "locate", () => UntilAsync(nameof(LocatePlatformActivity), _id, "locate", TimeSpan.FromMinutes(15)));
        await StepAsync(SpawnStages.Integrate, "link", () => UntilAsync(nameof(LinkPlatformActivity), _id, "link", TimeSpan.FromMinutes(15)));
    }

    private async Task ActivateAsync()
    {
        foreach (TierPlan tier in _graph!.Tiers)
        {
            HealthCheck check = tier.HealthCheck;
            var order = new TierCheckOrder(_id, tier.Level);
            TimeSpan limit = TimeSpan.FromSeconds(Math.Max(1, check.AttemptsMax) * (double)Math.Max(1, check.IntervalSeconds + check.TimeoutSeconds));
            await StepAsync(SpawnStages.Activate, $"health of tier {tier.Level}", () => UntilAsync(nameof(CheckTierActivity), order, $"tier {tier.Level}", limit));
        }

        // also when the answer is lost
        _mayHaveChildren = true;
        await StepAsync(SpawnStages.Activate, "enable spawning", () => UntilAsync(nameof(EnableSpawningActivity), _id, "enable spawning", TimeSpan.FromMinutes(5)));
        await AdvanceAsync(PlatformState.Active, "The platform is active.");

        await StartMonitorAsync();
    }

    /// <summary>Comes last: a monitor ends by itself when its platform is not active. What is active is not undone for want of one; the sweep starts it.</summary>
    private async Task StartMonitorAsync()
    {
        try
        {
            await StepAsync(SpawnStages.Activate, "monitor", () => CallAsync<bool>(nameof(StartMonitorActivity), _id));
        }
        catch (TaskFailedException)
        {
            _tracker.Step(SpawnStages.Activate, "monitor", StepStatus.Skipped);
        }
    }

    /// <summary>Asks again and again until a check passes; it answers null when it does, and why when it does not.</summary>
    private async Task<bool> UntilAsync(string activity, object input, string what, TimeSpan limit)
    {
        DateTime deadline = _context.CurrentUtcDateTime + limit;
        for (int failures = 1; ; failures++)
        {
            _cancel.ThrowIfAsked();
            ProvisioningFailure? failure = await CallAsync<ProvisioningFailure?>(activity, input);
            if (failure is null) return true;
            TimeSpan pause = RetryPacing.Delay(Math.Min(failures, 4), null, _context.NewGuid());
            if (failure.Class != FailureClass.Transient || _context.CurrentUtcDateTime + pause > deadline) throw Failed(failure with { Target = $"{what}: {failure.Target}" });
            await _cancel.SleepAsync(pause);
        }
    }

    private async Task<OperationProgress> UndoAsync(OperationStatus end, OperationErrorView? error, string reason)
    {
        _tracker.Undo(end == OperationStatus.Canceled ? OperationStatus.Canceling : OperationStatus.Running, error);
        await _context.CallActivityAsync(nameof(BeginUndoActivity), new UndoOrder(_id, error), ActivityRetry.Patient);
        OperationErrorView? left = await new Compensation(_context, _id).RunAsync(reason, _mayHaveChildren);
        return left is null ? _tracker.Finish(end, error) : _tracker.Finish(OperationStatus.Failed, WithLeftovers(error, left));
    }

    // what made the spawn fail stays the error: what could not be removed comes after it
    private static OperationErrorView WithLeftovers(OperationErrorView? error, OperationErrorView left) => error is null
        ? left with { NextStep = LeftoverAdvice }
        : error with { Message = $"{error.Message} Besides, '{left.Target}' could not be removed, {left.Code}: {left.Message}", NextStep = LeftoverAdvice };

    private async Task<T> StepAsync<T>(string stage, string step, Func<Task<T>> work)
    {
        _tracker.Step(stage, step, StepStatus.Running);
        T result = await work();
        _tracker.Step(stage, step, StepStatus.Succeeded);
        return result;
    }

    /// <summary>Moves the platform on, unless its spawn is to end: the record decides, for a wish to cancel that was accepted must hold.</summary>
    private async Task AdvanceAsync(PlatformState state, string message)
    {
        AdvanceOutcome outcome = await CallAsync<AdvanceOutcome>(nameof(AdvancePlatformActivity), new AdvanceOrder(_id, state, message, $"{_context.InstanceId}.{state}"));
        if (outcome is { CancelAsked: false, Undoing: null }) return;

        // an earlier run may have come further than this one
        _mayHaveChildren = true;
        throw outcome.Undoing is { } error ? new OperationFailedException(error) : new OperationCanceledByUserException();
    }

    private Task<T> CallAsync<T>(string activity, object input) => _context.CallActivityAsync<T>(activity, input, ActivityRetry.Options);

    private IEnumerable<string> KeysOf(ResourceStage stage) => _graph!.Nodes.Where(node => node.Stage == stage).Select(node => node.Key);

    private void ShowNode(ResourceNode node, StepStatus status) =>
        _tracker.Step(node.Stage == ResourceStage.Provision ? SpawnStages.Provision : SpawnStages.Deploy, node.Key, status);

    private OperationFailedException Failed(ProvisioningFailure failure) => new(FailureAdvice.Describe(failure, _tracker.CurrentStage));

    private OperationErrorView Unforeseen(TaskFailedException failed) => new(
        "InternalError",
        $"{failed.TaskName} failed: {failed.FailureDetails?.ErrorMessage ?? failed.Message}",
        failed.TaskName,
        _tracker.CurrentStage,
        FailureClass.Transient,
        FailureAdvice.NextStep(FailureClass.Transient));
}
