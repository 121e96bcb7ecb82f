using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>What an instance waits for, as its history and inbox tell: read when an engine starts.</summary>
internal sealed class OpenWork
{
    private readonly Dictionary<int, HistoryEvent> _activities = [];
    private readonly Dictionary<int, HistoryEvent> _timers = [];

    private OpenWork()
    {
    }

    public IEnumerable<HistoryEvent> Activities => _activities.Values;

    public IEnumerable<HistoryEvent> Timers => _timers.Values;

    public static OpenWork Of(InstanceState state)
    {
        var open = new OpenWork();
        foreach (HistorySegment segment in HistorySegment.OldestFirst(state.History))
        {
            (HistoryEvent[] messages, HistoryEvent[] actions) = segment.ReadAll();
            foreach (HistoryEvent message in messages) open.Read(message);
            foreach (HistoryEvent action in actions) open.Read(action);
        }

        foreach (InboxMessage message in state.Inbox.Messages) open.Read(message.Content);
        return open;
    }

    private void Read(HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryEventKind.ActivityScheduled:
                _activities.Add(entry.TaskId, entry);
                break;
            case HistoryEventKind.ActivityCompleted or HistoryEventKind.ActivityFailed:
                _activities.Remove(entry.TaskId);
                break;
            case HistoryEventKind.TimerCreated:
                _timers.Add(entry.TaskId, entry);
                break;
            case HistoryEventKind.TimerCancelled or HistoryEventKind.TimerFired:
                _timers.Remove(entry.TaskId);
                break;
        }
    }
}
