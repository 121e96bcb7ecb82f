using Embedded.DurableTask.Engine.Entities;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Embedded.DurableTask.Telemetry;
using Embedded.Storage;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Engine;

/// <summary>
/// Brings instances and what reaches them together: who has something to do gets its turn, what it decides is committed, and what follows from
/// that begins once it is durable. Members that say nothing else are used with the log's gate held.
/// </summary>
internal sealed partial class InstanceScheduler
{
    private readonly DurableLog _log;
    private readonly DurableStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DurableEngineOptions _options;
    private readonly Action<string>? _failpoint;
    private readonly WorkItemRunner _runner;
    private readonly ActivityRunner _activityRunner;
    private readonly EngineTelemetry _telemetry;
    private readonly LiveOrchestrators _live;
    private readonly WorkQueue<Instance> _orchestrations;
    private readonly WorkQueue<ActivityCall> _activities;
    private readonly EntityRunner _entityRunner;
    private readonly WorkQueue<Entity> _entities;
    private readonly DurabilityQueue<CommittedWork> _committed;
    private bool _stopped = true;
    private bool _abandoned;

    public InstanceScheduler(
        DurableLog log,
        DurableStore store,
        TimeProvider time,
        DurableEngineOptions options,
        WorkItemRunner runner,
        ActivityRunner activityRunner,
        EntityRunner entityRunner,
        EngineTelemetry telemetry,
        ILogger logger)
    {
        _log = log;
        _store = store;
        _time = time;
        _logger = logger;
        _options = options;
        _failpoint = options.Failpoint;
        _runner = runner;
        _activityRunner = activityRunner;
        _entityRunner = entityRunner;
        _telemetry = telemetry;
        _live = new LiveOrchestrators(options.ReplaysAlways ? 0 : options.LiveOrchestratorsMax);
        _orchestrations = new WorkQueue<Instance>(options.ConcurrentOrchestratorsMax, WorkAsync);
        _activities = new WorkQueue<ActivityCall>(options.ConcurrentActivitiesMax, RunActivityAsync);
        _entities = new WorkQueue<Entity>(options.ConcurrentEntitiesMax, WorkAsync);
        _committed = new DurabilityQueue<CommittedWork>(log, Release, Fail);
        Timers = new TimerQueue(time, log.Gate, Fire);
        telemetry.Metrics?.Observe(store.Instances, log.Gate, Timers, _orchestrations, _activities);
    }

    public BusyCount Busy { get; } = new();

    public InstanceWaiters Waiters { get; } = new();

    public TimerQueue Timers { get; }

    /// <summary>Takes up what the instances and entities were doing when the log was last written.</summary>
    public void Start()
    {
        _stopped = false;
        TakeUpAll([.. _store.Instances.All.Where(instance => !instance.State.IsEnded)]);
        foreach (Entity entity in _store.Entities.All) Ready(entity);
    }

    /// <summary>
    /// Commits a change from outside; what it gives rise to may begin, but operations of entities, which act on the world, and what it ends are held
    /// back until it is durable.
    /// </summary>
    public long Commit(StoreChange change)
    {
        (long position, IReadOnlyList<Instance> touched) = _store.Commit(_log, change);
        Instance[] kept = [.. touched];
        Entity[] entities = [.. _store.TouchedEntities];
        foreach (Instance instance in kept) Settle(instance);
        if (entities.Length > 0) Busy.Enter();
        if (entities.Length > 0 || kept.Any(instance => instance.State.IsEnded))
            _committed.Add(position, new CommittedWork(Item: null, Outcome: null, kept) { Entities = entities });
        return position;
    }

    /// <summary>Commits that instances live again. They get no turn, and nothing of theirs is begun, before that is durable.</summary>
    public long Revive(StoreChange change)
    {
        (long position, IReadOnlyList<Instance> touched) = _store.Commit(_log, change);
        GoOnOnceDurable(position, [.. touched], [.. _store.TouchedEntities]);
        return position;
    }

    /// <summary>Gives an instance its turn if it has something to do and may do it.</summary>
    public void Ready(Instance instance)
    {
        InstanceState state = instance.State;
        if (_stopped || instance.IsRemoved || state.IsEnded || state.IsSuspended) return;
        InstanceRuntime runtime = instance.Runtime ??= new InstanceRuntime();
        if (runtime.IsQueued || runtime.IsWorking || runtime.WaitsForStart) return;
        if (state.HasWorked && state.Inbox.Count == 0 && runtime.Unrecorded.Count == 0) return;
        runtime.IsQueued = true;
        Busy.Enter();
        _orchestrations.Enqueue(instance);
    }

    /// <summary>Records what is known only in memory: before a pause, so that it is not asked for again after a crash, and before a stop.</summary>
    public void RecordPending(Instance instance)
    {
        if (instance.Runtime is not { Unrecorded.Count: > 0 } runtime || runtime.IsWorking) return;
        int recorded = 0;
        try
        {
            foreach (InboxMessage message in runtime.Unrecorded)
            {
                _store.Commit(_log, new MessageReceived(instance.Id, message));
                recorded++;
            }
        }
        catch (LogOverloadedException)
        {
            // The rest stays as it is: known now, and known again after a crash.
        }

        runtime.Unrecorded.RemoveRange(0, recorded);
    }

    /// <summary>Stops giving turns, waits for what is under way, and records what it brought. Taken without the gate.</summary>
    public async Task StopAsync()
    {
        Task worked;
        lock (_log.Gate)
        {
            _stopped = true;
            Timers.Stop();
            worked = Task.WhenAll(_orchestrations.StopAsync(), _activities.StopAsync(), _entities.StopAsync());
        }

        await worked.ConfigureAwait(false);
        Task released;
        lock (_log.Gate) released = _committed.WhenEmptyAsync();
        await released.ConfigureAwait(false);
        long position;
        lock (_log.Gate)
        {
            foreach (Instance instance in _store.Instances.All) RecordPending(instance);
            position = _log.AppendedPosition;
        }

        await _log.WhenDurableAsync(position).ConfigureAwait(false);
    }

    /// <summary>Stops at once: nothing more is committed.</summary>
    public void Abandon()
    {
        _stopped = true;
        _abandoned = true;
        Timers.Stop();
        _ = _orchestrations.StopAsync();
        _ = _activities.StopAsync();
        _ = _entities.StopAsync();
    }

    private void GoOnOnceDurable(long position, Instance[] instances, Entity[] entities)
    {
        foreach (Instance instance in instances) instance.Runtime = new InstanceRuntime { IsWorking = true };
        Busy.Enter();
        _committed.Add(position, new CommittedWork(Item: null, Outcome: null, instances) { Revives = true, Entities = entities });
    }

    private void TakeUp(Instance instance, OpenWork open)
    {
        foreach (HistoryEvent call in open.Activities) Call(instance, call);
        foreach (HistoryEvent timer in open.Timers) Await(instance, timer.TaskId, timer.DueAt);
        Settle(instance);
    }

    private void Settle(Instance instance)
    {
        InstanceState state = instance.State;
        if (state.IsEnded) Forget(instance);
        else if (state is { HasWorked: false, Generation: 0, Start.StartAt: { } startAt } && startAt > _time.GetUtcNow()) Delay(instance, startAt);
        else Ready(instance);
    }

    private void Forget(Instance instance)
    {
        if (instance.Runtime is not { } runtime) return;
        foreach (DurableTimer timer in runtime.Timers) Timers.Remove(timer);
        _live.Drop(runtime);
        instance.Runtime = null;
    }

    /// <summary>What nobody foresaw must not go on half done: the engine stops, and a restart takes up what the log holds. Taken without the gate.</summary>
    private void Fail(Exception exception)
    {
        LogStopped(_logger, exception);
        lock (_log.Gate)
        {
            Abandon();
            Waiters.Fail(exception);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "The durable engine has stopped, because its log takes nothing more or by a fault of its own; it goes on after a restart.")]
    private static partial void LogStopped(ILogger logger, Exception exception);
}
