namespace Embedded.ResourceManager.Http;

/// <summary>The last calls, in order, for whoever looks in from the same process. Bounded; not kept over a restart.</summary>
internal sealed class CallJournal(int countMax = 20_000)
{
    private readonly Lock _gate = new();
    private readonly Queue<JournaledCall> _calls = new();

    /// <summary>All calls since the start, those included that are no longer kept.</summary>
    public long TotalCount { get; private set; }

    public IReadOnlyList<JournaledCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public void Add(JournaledCall call)
    {
        lock (_gate)
        {
            TotalCount++;
            _calls.Enqueue(call);
            if (_calls.Count > countMax)
                _calls.Dequeue();
        }
    }
}
