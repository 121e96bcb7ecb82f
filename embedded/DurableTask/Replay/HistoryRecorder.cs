using Embedded.DurableTask.Store;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Replay;

/// <summary>Reads a log and tells every generation of every instance in it, ended ones too, whose histories the store itself does not keep.</summary>
internal sealed class HistoryRecorder : ILogParticipant
{
    private readonly DurableStore _store = new();
    private readonly List<RecordedHistory> _histories = [];
    private readonly Dictionary<(string Id, long Incarnation, int Generation), List<RecordedStep>> _open = [];

    public byte Id => _store.Id;

    /// <summary>All that a log holds; the log is not open.</summary>
    public static async Task<IReadOnlyList<RecordedHistory>> ReadAsync(ILogDisk disk)
    {
        var recorder = new HistoryRecorder();
        await using (DurableLog.Open(disk, [recorder]))
        {
            foreach (Instance instance in recorder._store.Instances.All.Where(instance => instance.State is { IsEnded: false, HasWorked: true }))
                recorder.Close(instance.State, RecordedEnd.None);
        }

        return recorder._histories;
    }

    public void Apply(ReadOnlySpan<byte> record)
    {
        if (DurableStore.Decode(record) is WorkItemOutcome outcome && _store.Instances.TryFind(outcome.InstanceId, out Instance? instance)) Take(instance.State, outcome);
        _store.Apply(record);
    }

    public ILogSnapshot CaptureSnapshot() => _store.CaptureSnapshot();

    private static IReadOnlyList<HistoryEvent> WithoutTraces(IEnumerable<HistoryEvent> events) =>
        [.. events.Select(entry => entry.Failure is null ? entry : entry with { Failure = WithoutTraces(entry.Failure) })];

    private static TaskFailureDetails WithoutTraces(TaskFailureDetails failure) =>
        failure with { StackTrace = null, InnerFailure = failure.InnerFailure is { } inner ? WithoutTraces(inner) : null };

    private void Take(InstanceState state, WorkItemOutcome outcome)
    {
        IEnumerable<HistoryEvent> given = state.Inbox.Messages[..outcome.TakenFromInbox].ToArray().Concat(outcome.Unrecorded).Select(message => message.Content);
        StepsOf(state).Add(new RecordedStep(outcome.At, WithoutTraces(given), WithoutTraces(outcome.Actions)));
        if (outcome.Next is not null) Close(state, RecordedEnd.ContinuedAsNew);
        else if (outcome.End is { } end) Close(state, end.Status == OrchestrationRuntimeStatus.Completed ? RecordedEnd.Completed : RecordedEnd.Failed);
    }

    private List<RecordedStep> StepsOf(InstanceState state)
    {
        var key = (state.Start.InstanceId, state.Incarnation, state.Generation);
        if (_open.TryGetValue(key, out List<RecordedStep>? steps)) return steps;

        // what a snapshot holds was not seen happening
        steps = [];
        foreach (HistorySegment segment in HistorySegment.OldestFirst(state.History))
        {
            (HistoryEvent[] messages, HistoryEvent[] actions) = segment.ReadAll();
            steps.Add(new RecordedStep(segment.At, WithoutTraces(messages), WithoutTraces(actions)));
        }

        _open.Add(key, steps);
        return steps;
    }

    private void Close(InstanceState state, RecordedEnd end)
    {
        List<RecordedStep> steps = StepsOf(state);
        _open.Remove((state.Start.InstanceId, state.Incarnation, state.Generation));
        _histories.Add(new RecordedHistory(
            state.Start.InstanceId, state.Start.Name, state.Version, state.Incarnation, state.Generation, state.Input, state.Start.CreatedAt, end, steps));
    }
}
