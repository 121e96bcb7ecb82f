using Embedded.Storage;

namespace Embedded.DurableTask.Engine;

/// <summary>
/// Holds back what follows from changes until these are durable. Changes are added in the order of their positions, with the gate held; one
/// wait for the log serves all that its fsync covers.
/// </summary>
internal sealed class DurabilityQueue<T>(DurableLog log, Action<IReadOnlyList<T>> release, Action<LogFailedException> fail)
{
    private readonly Queue<(long Position, T Item)> _waiting = new();
    private bool _isWaiting;
    private TaskCompletionSource? _drained;

    public void Add(long position, T item)
    {
        _waiting.Enqueue((position, item));
        if (_isWaiting) return;
        _isWaiting = true;
        _ = WaitAsync(position);
    }

    /// <summary>Completes when nothing is held back. The gate is held.</summary>
    public Task WhenEmptyAsync()
    {
        if (!_isWaiting) return Task.CompletedTask;
        _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _drained.Task;
    }

    private async Task WaitAsync(long position)
    {
        try
        {
            while (true)
            {
                await log.WhenDurableAsync(position).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                lock (log.Gate)
                {
                    release(TakeDurable());
                    if (!_waiting.TryPeek(out (long Position, T Item) next))
                    {
                        _isWaiting = false;
                        _drained?.SetResult();
                        _drained = null;
                        return;
                    }

                    position = next.Position;
                }
            }
        }
        catch (LogFailedException e)
        {
            lock (log.Gate) _drained?.TrySetException(e);
            fail(e);
        }
    }

    private List<T> TakeDurable()
    {
        var items = new List<T>();
        while (_waiting.TryPeek(out (long Position, T Item) next) && next.Position <= log.DurablePosition) items.Add(_waiting.Dequeue().Item);
        return items;
    }
}
