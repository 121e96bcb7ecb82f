using Microsoft.DurableTask;

namespace Embedded.DurableTask.Orchestration;

/// <inheritdoc />
internal sealed class EventWaiter<T>(EventWaiter? older) : EventWaiter(older)
{
    private readonly TaskCompletionSource<T> _received = new();

    public override Type EventType => typeof(T);

    public Task<T> Task => _received.Task;

    public void Cancel(CancellationToken cancellationToken) => _received.TrySetCanceled(cancellationToken);

    public override Action Reading(string? payload, DataConverter converter)
    {
        // Nothing for a value type throws here, as it does in the official worker.
        var value = (T)converter.Deserialize(payload, typeof(T))!;
        return () => _received.TrySetResult(value);
    }
}
