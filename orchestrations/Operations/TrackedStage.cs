using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>A stage of a tracked operation.</summary>
internal sealed class TrackedStage(string name, int share)
{
    /// <summary>What <see cref="Fraction"/> is a part of.</summary>
    public const int Whole = 1000;

    private readonly List<TrackedStep> _steps = [];
    private StepStatus _status = StepStatus.Pending;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _endedAt;

    public string Name { get; } = name;

    /// <summary>Its share of the operation, in percent.</summary>
    public int Share { get; } = share;

    /// <summary>How much of it is done, in thousandths.</summary>
    public int Fraction => _status == StepStatus.Succeeded ? Whole : _steps.Count == 0 ? 0 : Whole * _steps.Count(step => step.IsDone) / _steps.Count;

    public TrackedStep Step(string step)
    {
        TrackedStep? known = _steps.Find(s => s.Name == step);
        if (known is null) _steps.Add(known = new TrackedStep(step));
        return known;
    }

    public void Begin(DateTimeOffset now)
    {
        _status = StepStatus.Running;
        _startedAt ??= now;
    }

    public void End(StepStatus status, DateTimeOffset now)
    {
        _status = status;
        _endedAt = now;
    }

    /// <summary>What was running ends as given; what had not begun is skipped, unless one of its steps ran ahead and failed.</summary>
    public void GiveUp(DateTimeOffset now, StepStatus running)
    {
        foreach (TrackedStep step in _steps) step.GiveUp(now);
        if (_status == StepStatus.Running) End(running, now);
        else if (_status == StepStatus.Pending) _status = _steps.Exists(step => step.HasFailed) ? StepStatus.Failed : StepStatus.Skipped;
    }

    public StageView View() => new(Name, _status, _startedAt, _endedAt, [.. _steps.Select(step => step.View())]);
}
