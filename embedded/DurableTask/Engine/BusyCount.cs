namespace Embedded.DurableTask.Engine;

/// <summary>Counts what is under way, and tells when nothing is.</summary>
internal sealed class BusyCount
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _count;

    public bool IsIdle => Volatile.Read(ref _count) == 0;

    public void Enter()
    {
        lock (_lock) _count++;
    }

    public void Exit()
    {
        lock (_lock)
        {
            if (--_count > 0) return;
            _idle?.SetResult();
            _idle = null;
        }
    }

    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (_count == 0) return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
