using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>Keeps an operation's stages and steps and shows them as the orchestration's custom status.</summary>
internal sealed class OperationTracker
{
    private readonly TaskOrchestrationContext _context;
    private readonly string _kind;
    private readonly string _platformId;
    private readonly List<TrackedStage> _stages;
    private OperationStatus _status = OperationStatus.Running;
    private OperationErrorView? _error;
    private int _percent;

    /// <summary>Begins to track.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="kind">The kind of operation.</param>
    /// <param name="platformId">The platform it is about.</param>
    /// <param name="stages">The stages, in order, each with its share of the whole; the shares add up to 100.</param>
    public OperationTracker(TaskOrchestrationContext context, string kind, string platformId, IReadOnlyList<(string Name, int Share)> stages)
    {
        _context = context;
        _kind = kind;
        _platformId = platformId;
        _stages = [.. stages.Select(stage => new TrackedStage(stage.Name, stage.Share))];
    }

    /// <summary>The stage that began last; null before the first.</summary>
    public string? CurrentStage { get; private set; }

    /// <summary>Names the steps of a stage before they begin, so that its share of the whole is known.</summary>
    public void Plan(string stage, IEnumerable<string> steps)
    {
        foreach (string step in steps) Stage(stage).Step(step);
    }

    /// <summary>A stage begins.</summary>
    public void Begin(string stage)
    {
        CurrentStage = stage;
        Stage(stage).Begin(Now);
        Show();
    }

    /// <summary>A stage ends.</summary>
    public void End(string stage, StepStatus status)
    {
        Stage(stage).End(status, Now);
        Show();
    }

    /// <summary>A step begins or ends.</summary>
    public void Step(string stage, string step, StepStatus status)
    {
        Stage(stage).Step(step).Set(status, Now);
        Show();
    }

    /// <summary>What was done is being undone.</summary>
    public void Undo(OperationStatus status, OperationErrorView? error)
    {
        _status = status;
        _error = error;
        foreach (TrackedStage stage in _stages) stage.GiveUp(Now, error is null ? StepStatus.Skipped : StepStatus.Failed);
        Show();
    }

    /// <summary>The operation ends.</summary>
    public OperationProgress Finish(OperationStatus status, OperationErrorView? error = null)
    {
        _status = status;
        _error = error ?? _error;
        Show();
        return Progress();
    }

    private DateTimeOffset Now => new(_context.CurrentUtcDateTime, TimeSpan.Zero);

    private TrackedStage Stage(string name) => _stages.Single(stage => stage.Name == name);

    private void Show()
    {
        int percent = _status == OperationStatus.Succeeded ? 100 : Math.Min(99, _stages.Sum(stage => stage.Share * stage.Fraction) / TrackedStage.Whole);
        _percent = Math.Max(_percent, percent);
        _context.SetCustomStatus(Progress());
    }

    private OperationProgress Progress() => new(_kind, _platformId, _status, _percent, [.. _stages.Select(stage => stage.View())], _error);
}
