using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>
/// The histories of instances that have completed or were terminated. Nothing needs them but whoever asks later what was done, so they are kept while
/// there is room: the longest ended goes first. That of a failed instance is not counted, for a rewind needs it. Used with the log's gate held.
/// </summary>
internal sealed class KeptHistories
{
    /// <summary>Of one instance: a spawn of a few hundred resources. A longer one is not kept.</summary>
    public const int EachMaxBytes = 256 * 1024;

    /// <summary>Of all together. It is what a snapshot, and so a start, may have to carry beyond what lives.</summary>
    public const int AllMaxBytes = 32 * 1024 * 1024;

    private readonly LinkedList<KeptHistory> _oldestFirst = new();

    public long Bytes { get; private set; }

    /// <summary>Looks at an instance that may have ended, or was changed after its end.</summary>
    public void Note(Instance instance)
    {
        Forget(instance);
        if (instance.State is not { Progress: OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Terminated, History: { } history }) return;
        instance.KeptNode = _oldestFirst.AddLast(new KeptHistory(instance, history.TotalLength));
        Bytes += history.TotalLength;
    }

    /// <summary>The instance is gone, or has no history to be kept any more.</summary>
    public void Forget(Instance instance)
    {
        if (instance.KeptNode is not { } node) return;
        Bytes -= node.Value.Bytes;
        _oldestFirst.Remove(node);
        instance.KeptNode = null;
    }

    /// <summary>The instance whose history has to go next, while there is too much.</summary>
    public Instance? NextToGo => Bytes > AllMaxBytes ? _oldestFirst.First?.Value.Instance : null;
}
