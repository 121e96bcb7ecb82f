namespace Embedded.DurableTask.Engine;

/// <summary>The orchestrators that wait in memory, so many at most: the one unused longest goes first. Used with the log's gate held.</summary>
internal sealed class LiveOrchestrators(int max)
{
    private readonly LinkedList<InstanceRuntime> _resting = new();

    /// <summary>It works now and stays.</summary>
    public void Use(InstanceRuntime runtime)
    {
        if (runtime.LiveNode is null) return;
        _resting.Remove(runtime.LiveNode);
        runtime.LiveNode = null;
    }

    /// <summary>It waits again; another may have to go for it.</summary>
    public void Rest(InstanceRuntime runtime)
    {
        if (runtime.Execution is null) return;
        Use(runtime);
        runtime.LiveNode = _resting.AddLast(runtime);
        if (_resting.Count > max) Drop(_resting.First!.Value);
    }

    public void Drop(InstanceRuntime runtime)
    {
        Use(runtime);
        runtime.Execution = null;
    }
}
