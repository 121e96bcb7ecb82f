namespace Embedded.DurableTask.Engine;

/// <summary>Runs what it is given on the thread pool, in order of arrival, so many at a time. With nothing to do it has no thread and no task.</summary>
internal sealed class WorkQueue<T>(int concurrencyMax, Func<T, Task> run) : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _waiting = new();
    private TaskCompletionSource? _drained;
    private int _active;
    private bool _stopped;

    public int Waiting
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>How many run.</summary>
    public int Active => Volatile.Read(ref _active);

    public void Enqueue(T item)
    {
        lock (_lock)
        {
            if (_stopped) return;
            _waiting.Enqueue(item);
            if (_active == concurrencyMax) return;
            _active++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Drops what waits; the result completes when what runs has ended.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _stopped = true;
            _waiting.Clear();
            if (_active == 0) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = WorkAsync();

    private async Task WorkAsync()
    {
        while (TryTake(out T? item)) await run(item).ConfigureAwait(false);
    }

    private bool TryTake(out T item)
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out item!)) return true;
            if (--_active == 0) _drained?.TrySetResult();
            return false;
        }
    }
}
