using Embedded.ResourceManager.Operations;
using Embedded.Storage;

namespace Embedded.ResourceManager.Resources;

/// <summary>
/// The state behind the log's gate. A change is decided, logged and applied as one step, and answered only when it is durable; a read
/// waits until all that it saw is durable, so that no answer is ever taken back by a crash.
/// </summary>
internal sealed class ResourceStore : ILogParticipant
{
    /// <summary>How many small things a snapshot's record holds; a resource may be large and has a record of its own.</summary>
    private const int SnapshotBatchCount = 100;

    private readonly ResourceState _state;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _retention;
    private readonly DateTimeOffset _openedAt;
    private DurableLog? _log;

    public ResourceStore(Func<ResourceRecord, string?> globalNameOf, TimeProvider clock, TimeSpan retention)
    {
        _state = new ResourceState(globalNameOf);
        _clock = clock;
        _retention = retention;
        _openedAt = clock.GetUtcNow();
    }

    public byte Id => 1;

    private DurableLog Log => _log ?? throw new InvalidOperationException("The store's log is not open.");

    /// <summary>Gives it the log that has just been recovered into it.</summary>
    public void Attach(DurableLog log) => _log = log;

    public async Task<T> ReadAsync<T>(Func<ResourceState, T> read)
    {
        T result;
        long seen;
        lock (Log.Gate)
        {
            result = read(_state);
            seen = Log.AppendedPosition;
        }

        await Log.WhenDurableAsync(seen).ConfigureAwait(false);
        return result;
    }

    /// <summary>Looks at the state as it is now, durable or not: for inspection and for deciding, never for an answer.</summary>
    public T Peek<T>(Func<ResourceState, T> read)
    {
        lock (Log.Gate)
            return read(_state);
    }

    /// <summary>
    /// Decides under the gate on a change and its outcome; an exception from the decision leaves everything as it was. Without a batch nothing
    /// changes and this is a read.
    /// </summary>
    public async Task<T> ChangeAsync<T>(Func<ResourceState, StoreDecision<T>> decide)
    {
        StoreDecision<T> decision;
        long position;
        lock (Log.Gate)
        {
            decision = decide(_state);
            position = Log.AppendedPosition;
            if (decision.Batch is not null)
            {
                position = Log.Append(Id, StoreJson.Write(decision.Batch));
                _state.Apply(decision.Batch);
                ForgetWhatIsOver();
            }
        }

        await Log.WhenDurableAsync(position).ConfigureAwait(false);
        return decision.Outcome;
    }

    public void Apply(ReadOnlySpan<byte> record) => _state.Apply(StoreJson.Read(record));

    public ILogSnapshot CaptureSnapshot()
    {
        ForgetWhatIsOver();
        OperationRecord[] operations = [.. _state.Operations.OrderBy(operation => operation.EndedAt)];
        return new Snapshot(_clock.GetUtcNow(), [.. _state.Resources.All()], operations, _state.RemovedResources());
    }

    private void ForgetWhatIsOver()
    {
        // A client that was waiting when the process died must still find its operation: downtime does not count.
        DateTimeOffset now = _clock.GetUtcNow();
        if (now - _openedAt > _retention)
            _state.Forget(now - _retention);
    }

    private sealed class Snapshot(
        DateTimeOffset at,
        ResourceRecord[] resources,
        OperationRecord[] operations,
        IReadOnlyList<RemovedResource> removed) : ILogSnapshot
    {
        public void WriteTo(ISnapshotWriter writer)
        {
            foreach (ResourceRecord resource in resources)
                writer.Write(StoreJson.Write(new StoreBatch { At = at, Put = [resource] }));
            foreach (OperationRecord[] chunk in operations.Chunk(SnapshotBatchCount))
                writer.Write(StoreJson.Write(new StoreBatch { At = at, Operations = chunk }));
            foreach (RemovedResource[] chunk in removed.Chunk(SnapshotBatchCount))
                writer.Write(StoreJson.Write(new StoreBatch { At = at, Remembered = chunk }));
        }
    }
}
