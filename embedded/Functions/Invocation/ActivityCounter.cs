namespace Embedded.Functions.Invocation;

/// <summary>Counts what is in flight and says when nothing is.</summary>
internal sealed class ActivityCounter
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _idle;

    public bool IsIdle => Volatile.Read(ref _count) == 0;

    public Scope Enter()
    {
        lock (_lock)
        {
            _count++;
        }

        return new Scope(this);
    }

    /// <summary>Completes when nothing is in flight.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void Leave()
    {
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            if (--_count == 0)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.SetResult();
    }

    /// <summary>One thing in flight, until it is disposed.</summary>
    public readonly struct Scope(ActivityCounter counter) : IDisposable
    {
        public void Dispose() => counter.Leave();
    }
}
