using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>A step of a tracked stage.</summary>
internal sealed class TrackedStep(string name)
{
    private StepStatus _status = StepStatus.Pending;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _endedAt;

    public string Name { get; } = name;

    public bool IsDone => _status is StepStatus.Succeeded or StepStatus.Skipped;

    public bool HasFailed => _status == StepStatus.Failed;

    public void Set(StepStatus status, DateTimeOffset now)
    {
        _status = status;
        if (status == StepStatus.Running) _startedAt ??= now;
        else _endedAt = now;
    }

    public void GiveUp(DateTimeOffset now)
    {
        if (_status is StepStatus.Pending or StepStatus.Running) Set(StepStatus.Skipped, now);
    }

    public StepView View() => new(Name, _status, _startedAt, _endedAt);
}
