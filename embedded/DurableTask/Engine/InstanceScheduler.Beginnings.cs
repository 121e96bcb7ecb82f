using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>
/// What a start does with the instances it finds at work. Whether one of them ends the process cannot be known before it is too late, so each
/// beginning is counted, durably, before it is made; one that was begun too often without a step is held instead.
/// </summary>
internal sealed partial class InstanceScheduler
{
    private const int BegunPerRecord = 10_000;
    private const int ShownMax = 5;

    /// <summary>Held by a start, with nothing of it begun.</summary>
    public bool IsParked(InstanceState state) => state.IsSuspended && state.Beginnings > _options.BeginningsMax;

    /// <summary>Goes on with an instance that was suspended, as it stands resumed.</summary>
    public void Resume(Instance instance, bool wasParked)
    {
        if (wasParked && !_stopped) TakeUp(instance, OpenWork.Of(instance.State));
        else Ready(instance);
    }

    private void TakeUpAll(IEnumerable<Instance> instances)
    {
        var atWork = new List<Instance>();
        foreach (Instance instance in instances)
        {
            InstanceState state = instance.State;
            if (IsParked(state)) continue;
            OpenWork open = OpenWork.Of(state);
            if (state.IsSuspended || !IsAtWork(state, open)) TakeUp(instance, open);
            else if (state.Beginnings >= _options.BeginningsMax) Park(instance, open);
            else atWork.Add(instance);
        }

        foreach (Instance[] begun in atWork.Chunk(BegunPerRecord)) BeginAgain(begun);
    }

    private bool IsAtWork(InstanceState state, OpenWork open)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return open.Activities.Any() || state.Inbox.Count > 0 || open.Timers.Any(timer => timer.DueAt <= now)
            || (!state.HasWorked && !(state is { Generation: 0, Start.StartAt: { } startAt } && startAt > now));
    }

    private void BeginAgain(Instance[] instances)
    {
        (long position, _) = _store.Commit(_log, new WorkBegun([.. instances.Select(instance => instance.Id)], times: 1));
        GoOnOnceDurable(position, instances, []);
    }

    private void Park(Instance instance, OpenWork open)
    {
        InstanceState state = instance.State;
        string[] activities = [.. open.Activities.Select(call => $"the activity '{call.Name}' (#{call.TaskId})")];
        string underWay = activities.Length == 0 ? $"the orchestrator '{state.Start.Name}' itself" : string.Join(", ", activities.Take(ShownMax));
        if (activities.Length > ShownMax) underWay += $" and {activities.Length - ShownMax} more";
        var reason = new WorkNeverEndsException(state.Beginnings + 1, underWay);
        LogHeld(_logger, state.Start.Name, instance.Id, reason.Message);

        // Counted as a beginning that is one too many: by that it is told from one that is held for another reason and was taken up.
        _store.Commit(_log, new WorkBegun([instance.Id], times: 1));
        _store.Commit(_log, new InstanceHeld(instance.Id, Failures.Record(reason), _time.GetUtcNow()));
    }
}
