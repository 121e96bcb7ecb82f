using System.Runtime.InteropServices;
using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>What an instance is to do next: the messages it has got, and the orchestrator's time for it.</summary>
internal sealed record WorkItem(Instance Instance, InstanceRuntime Runtime, InstanceState State, InboxMessage[] Recorded, InboxMessage[] Unrecorded, DateTimeOffset At)
{
    // A work item takes what waits up to this size, and one message more; the rest is for the next one.
    private const int TakenMaxBytes = 8 * 1024 * 1024;

    // What an orchestrator that continues as new has not used it takes along: with all that wait, each of many generations would write down all the rest.
    private const int TakenEventsMax = 32;

    public HistoryEvent[] Messages()
    {
        var messages = new HistoryEvent[Recorded.Length + Unrecorded.Length];
        for (int i = 0; i < Recorded.Length; i++) messages[i] = Recorded[i].Content;
        for (int i = 0; i < Unrecorded.Length; i++) messages[Recorded.Length + i] = Unrecorded[i].Content;
        return messages;
    }

    /// <summary>The time of the work: now, but never before the last one, nor before a timer that it tells of.</summary>
    public static WorkItem Take(Instance instance, InstanceRuntime runtime, DateTimeOffset now)
    {
        InstanceState state = instance.State;
        int room = TakenMaxBytes;
        InboxMessage[] recorded = TakeUpTo(state.Inbox.Messages, ref room);
        InboxMessage[] unrecorded = TakeUpTo(CollectionsMarshal.AsSpan(runtime.Unrecorded), ref room);
        DateTimeOffset at = Later(now, Later(state.WorkedAt, state.Start.StartAt ?? state.WorkedAt));
        foreach (InboxMessage message in recorded) at = Later(at, message.Content.DueAt);
        foreach (InboxMessage message in unrecorded) at = Later(at, message.Content.DueAt);
        return new WorkItem(instance, runtime, state, recorded, unrecorded, at);
    }

    private static InboxMessage[] TakeUpTo(ReadOnlySpan<InboxMessage> messages, ref int room)
    {
        int count = 0;
        int events = 0;
        for (; count < messages.Length && room > 0 && events < TakenEventsMax; count++)
        {
            room -= messages[count].Bytes.Length;
            if (messages[count].Content.Kind == HistoryEventKind.EventRaised) events++;
        }

        return messages[..count].ToArray();
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
