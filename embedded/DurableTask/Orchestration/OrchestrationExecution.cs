using Embedded.DurableTask.Store;
using Embedded.DurableTask.Telemetry;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Orchestration;

/// <summary>
/// One generation of an orchestration, in memory. It is fed one work item after the other: those of its history while it is replayed, then the
/// new ones. Whoever feeds it is, for that long, the orchestrator's only thread.
/// </summary>
internal sealed partial class OrchestrationExecution
{
    [ThreadStatic]
    private static OrchestrationExecution? _current;

    private readonly ITaskOrchestrator _orchestrator;
    private readonly OrchestrationSettings _settings;
    private readonly ILogger _logger;
    private readonly OrchestratorSynchronizationContext _synchronizationContext;
    private readonly ReplayableOrchestrationContext _context;
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly Dictionary<int, TaskCompletionSource<HistoryEvent>> _open = [];
    private readonly string? _input;
    private readonly CallLedger? _ledger;
    private List<HistoryEvent> _actions = [];
    private HistoryEvent[] _given = [];
    private Task<string?>? _result;
    private Exception? _broken;
    private int _nextTaskId;

    public OrchestrationExecution(InstanceState state, ITaskOrchestrator orchestrator, OrchestrationSettings settings, ILogger logger)
    {
        _orchestrator = orchestrator;
        _settings = settings;
        _logger = logger;
        _input = state.Input;
        Incarnation = state.Incarnation;
        Generation = state.Generation;
        Events = new ExternalEvents(settings.Converter);
        _ledger = state.Start.Trace is null ? null : new CallLedger();
        _synchronizationContext = new OrchestratorSynchronizationContext(this);
        _context = new ReplayableOrchestrationContext(this, state, settings);
    }

    /// <summary>The execution that the calling thread works for.</summary>
    public static OrchestrationExecution? Current => _current;

    public long Incarnation { get; }

    public int Generation { get; }

    public ExternalEvents Events { get; }

    public bool IsReplaying { get; private set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>Failed from outside the orchestrator's own code: what it decided in the same step does not count.</summary>
    public bool IsBroken => _broken is not null;

    /// <summary>What the last work item decided, in order.</summary>
    public IReadOnlyList<HistoryEvent> Actions => _actions;

    /// <summary>Gives the orchestrator what has reached it, and runs it until it waits again.</summary>
    public void Run(DateTimeOffset at, HistoryEvent[] messages, bool isReplaying)
    {
        Now = at;
        IsReplaying = isReplaying;
        _actions = [];
        _given = messages;
        _ledger?.Begin(at);
        SynchronizationContext? outer = SynchronizationContext.Current;
        OrchestrationExecution? outerExecution = _current;
        _current = this;
        SynchronizationContext.SetSynchronizationContext(_synchronizationContext);
        try
        {
            // Run as a task of the orchestrator's scheduler, so that what the orchestrator starts without one comes back here.
            var work = new Task(static state => ((OrchestrationExecution)state!).Work(), this);
            work.RunSynchronously(OrchestratorTaskScheduler.Instance);
            work.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
            _current = outerExecution;
        }
    }

    /// <summary>How the generation ends, if it does: not before every open call and timer has ended.</summary>
    public (InstanceEnd? End, NextGeneration? Next) Conclude()
    {
        if (_broken is not null) return (InstanceEnd.Failed(Failures.Record(_broken)), null);
        if (_result is not { IsCompleted: true } result || _open.Count > 0) return default;
        if (result.IsFaulted) return (InstanceEnd.Failed(Failures.Record(result.Exception.InnerException!)), null);
        if (result.IsCanceled) return (InstanceEnd.Failed(Failures.Record(new AggregateException(new TaskCanceledException(result)))), null);
        return _context.Next is { } next ? (null, next) : (InstanceEnd.Completed(result.Result), null);
    }

    /// <summary>The custom status, if the orchestrator has set one in the last work item.</summary>
    public bool TryTakeCustomStatus(out string? serialized) => _context.TryTakeCustomStatus(out serialized);

    /// <summary>What the last work item leaves to be told, if the instance is traced.</summary>
    public WorkTrace? TakeTrace() => _ledger?.Take(Now);

    /// <summary>Leaves aside a custom status that was set in a replay: it has been shown when it happened.</summary>
    public void ForgetCustomStatus() => _context.ForgetCustomStatus();

    /// <summary>Runs a callback on the orchestrator's thread. From any other it cannot come back: the orchestrator awaits something not its own.</summary>
    public void Post(SendOrPostCallback callback, object? state)
    {
        if (_current == this) _posted.Enqueue((callback, state));
        else LogForeignContinuation(_logger, _context.InstanceId, _context.Name.Name);
    }

    /// <exception cref="InvalidOperationException">The caller is not on the orchestrator's thread.</exception>
    public void RequireOwnThread()
    {
        if (_current == this) return;
        throw new InvalidOperationException(
            "An orchestrator's context was used outside the orchestrator's own thread. Orchestrators may await only what their context offers, without ConfigureAwait(false).");
    }

    public int TakeTaskId() => _nextTaskId++;

    /// <exception cref="TooManyDecisionsException">There are too many in this step.</exception>
    public void Decide(HistoryEvent action)
    {
        if (_actions.Count >= _settings.DecisionsMax) throw new TooManyDecisionsException(_settings.DecisionsMax);
        _actions.Add(action);
    }

    /// <summary>Opens a call or timer, which ends when its answer reaches the instance.</summary>
    /// <exception cref="TooManyOpenTasksException">The orchestration has too many of them.</exception>
    public TaskCompletionSource<HistoryEvent> Open(HistoryEvent action)
    {
        if (_open.Count >= _settings.OpenTasksMax) throw new TooManyOpenTasksException(_settings.OpenTasksMax);
        Decide(action);
        var answer = new TaskCompletionSource<HistoryEvent>();
        _open.Add(action.TaskId, answer);
        _ledger?.Opened(action, Now);
        return answer;
    }

    public void Close(int taskId)
    {
        _open.Remove(taskId);
        _ledger?.Cancelled(taskId);
    }

    private void Work()
    {
        if (_result is null)
        {
            _result = RunOrchestratorAsync();
            DrainPosted();
        }

        foreach (HistoryEvent message in _given)
        {
            if (_broken is not null) return;
            try
            {
                Accept(message);
            }
            catch (Exception e)
            {
                // An event whose payload does not fit is nothing the orchestrator could catch: nobody awaits its arrival.
                _broken = e;
            }

            DrainPosted();
        }
    }

    private void Accept(HistoryEvent message)
    {
        if (message.Kind == HistoryEventKind.EventRaised) Events.Raise(message.Name!, message.Data);
        else if (_open.Remove(message.TaskId, out TaskCompletionSource<HistoryEvent>? answer))
        {
            _ledger?.Ended(message, IsReplaying);
            answer.TrySetResult(message);
        }
    }

    private void DrainPosted()
    {
        while (_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) posted)) posted.Callback(posted.State);
    }

    private async Task<string?> RunOrchestratorAsync()
    {
        object? input = _settings.Converter.Deserialize(_input, _orchestrator.InputType);
        _context.Input = input;
        object? output = await _orchestrator.RunAsync(_context, input).ConfigureAwait(true);
        return _settings.Serialize(output, "The output of the orchestration");
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "The orchestrator {Name} of instance {InstanceId} awaits something that is not its context's own; it will not wake up from that.")]
    private static partial void LogForeignContinuation(ILogger logger, string instanceId, string name);
}
