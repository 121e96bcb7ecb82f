using System.Text.Json;
using Embedded.DurableTask.Orchestration.Entities;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Orchestration;

/// <summary>The context an orchestrator is given. Whatever it decides gets a number, the same in every replay.</summary>
internal sealed class ReplayableOrchestrationContext(OrchestrationExecution execution, InstanceState state, OrchestrationSettings settings) : TaskOrchestrationContext
{
    private readonly InstanceStart _start = state.Start;
    private readonly string _version = state.Version;
    private readonly string? _serializedInput = state.Input;
    private ContinueAsNewOptions? _continuation;
    private string? _nextInput;
    private object? _customStatus;
    private bool _customStatusIsNew;
    private int _guids;
    private OrchestrationEntities? _entities;

    public override TaskName Name => _start.Name;

    public override string InstanceId => _start.InstanceId;

    public override string Version => _version;

    public override ParentOrchestrationInstance? Parent => _start.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => execution.Now.UtcDateTime;

    public override bool IsReplaying => execution.IsReplaying;

    public override TaskOrchestrationEntityFeature Entities => _entities ??= new OrchestrationEntities(execution, settings);

    /// <summary>The input as it was read for the orchestrator; of no particular type if it declares none, and asks for one later.</summary>
    public object? Input { get; set; }

    /// <summary>What comes after this generation, if the orchestrator asked to continue as new.</summary>
    public NextGeneration? Next => _continuation is null
        ? null
        : new(_nextInput, _continuation.NewVersion ?? _version, _continuation.PreserveUnprocessedEvents ? execution.Events.Unused() : []);

    protected override ILoggerFactory LoggerFactory => settings.Loggers;

    public override T? GetInput<T>()
        where T : default => Input switch
        {
            null => default,
            JsonElement when typeof(T) != typeof(object) => settings.Converter.Deserialize<T>(_serializedInput),
            _ => (T)Input,
        };

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = default, TaskOptions? options = default)
    {
        if (input is TaskOptions && options is null)
        {
            return Task.FromException<TResult>(new ArgumentException(
                "A TaskOptions value was given as the activity's input, and none as its options. Was it meant as the options?", nameof(input)));
        }

        string version = options?.Version?.Version ?? _version;
        return CallAsync<TResult>(name.Name, input, options?.Retry, (taskId, data) =>
            new HistoryEvent(HistoryEventKind.ActivityScheduled, taskId) { Name = name.Name, Version = version, Data = data ?? "null" });
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = default, TaskOptions? options = default)
    {
        if (_entities?.InCriticalSection() == true)
            return Task.FromException<TResult>(new InvalidOperationException("A critical section may not call a sub-orchestration."));
        string instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        OrchestrationSettings.RequireName(instanceId, nameof(options));
        string version = options?.Version?.Version ?? settings.DefaultVersion;
        return CallAsync<TResult>(orchestratorName.Name, input, options?.Retry, (taskId, data) =>
            new HistoryEvent(HistoryEventKind.ChildScheduled, taskId) { Name = orchestratorName.Name, Version = version, InstanceId = instanceId, Data = data });
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        execution.RequireOwnThread();
        int taskId = execution.TakeTaskId();
        TaskCompletionSource<HistoryEvent> fired = execution.Open(
            new HistoryEvent(HistoryEventKind.TimerCreated, taskId) { DueAt = new DateTimeOffset(fireAt.ToUniversalTime()) });
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(_ => CancelTimer(taskId, fired), state: null);
        await fired.Task.ConfigureAwait(true);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        execution.RequireOwnThread();
        EventWaiter<T> waiter = execution.Events.Wait<T>(eventName);
        if (cancellationToken.CanBeCanceled) cancellationToken.UnsafeRegister(_ => CancelWait(waiter, cancellationToken), state: null);
        return waiter.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        OrchestrationSettings.RequireName(instanceId, nameof(instanceId));
        OrchestrationSettings.RequireName(eventName, nameof(eventName));
        execution.RequireOwnThread();
        string? data = settings.Serialize(payload, $"The event '{eventName}'");
        execution.Decide(new HistoryEvent(HistoryEventKind.EventSent, execution.TakeTaskId()) { Name = eventName, InstanceId = instanceId, Data = data });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        execution.RequireOwnThread();
        _customStatus = customStatus;
        _customStatusIsNew = true;
    }

    public override void ContinueAsNew(object? newInput = default, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        execution.RequireOwnThread();
        _nextInput = settings.Serialize(options.NewInput, "The input of the next generation");
        _continuation = options;
    }

    public override Guid NewGuid()
    {
        execution.RequireOwnThread();
        return DeterministicGuid.Create(InstanceId, execution.Incarnation, execution.Generation, CurrentUtcDateTime, _guids++);
    }

    /// <summary>The status that was set since it was last taken; the object is written down now, as it stands at the end of the step.</summary>
    public bool TryTakeCustomStatus(out string? serialized)
    {
        serialized = _customStatusIsNew ? settings.Serialize(_customStatus, "The custom status") : null;
        bool isNew = _customStatusIsNew;
        _customStatusIsNew = false;
        return isNew;
    }

    public void ForgetCustomStatus() => _customStatusIsNew = false;

    private async Task<TResult> CallAsync<TResult>(string name, object? input, TaskRetryOptions? retry, Func<int, string?, HistoryEvent> call)
    {
        OrchestrationSettings.RequireName(name, nameof(name));
        execution.RequireOwnThread();
        string? data = settings.Serialize(input, $"The input of '{name}'");
        RetryDecision? decision = retry is null ? null : new RetryDecision(this, retry, CurrentUtcDateTime);
        while (true)
        {
            HistoryEvent answer = await execution.Open(call(execution.TakeTaskId(), data)).Task.ConfigureAwait(true);
            if (answer.Kind is HistoryEventKind.ActivityCompleted or HistoryEventKind.ChildCompleted)
                return settings.Converter.Deserialize<TResult>(answer.Data)!;
            TaskFailedException failure = FailureOf(name, answer);
            if (answer.IsFinal || decision is null || !await decision.MayTryAgainAsync(failure).ConfigureAwait(true)) throw failure;
        }
    }

    private static TaskFailedException FailureOf(string name, HistoryEvent answer) => answer.Kind == HistoryEventKind.ActivityFailed
        ? new TaskFailedException(name, answer.TaskId, new global::DurableTask.Core.Exceptions.TaskFailedException(answer.Failure!))
        : new TaskFailedException(name, answer.TaskId, answer.Failure!);

    private void CancelWait<T>(EventWaiter<T> waiter, CancellationToken cancellationToken)
    {
        if (OrchestrationExecution.Current == execution) waiter.Cancel(cancellationToken);
    }

    private void CancelTimer(int taskId, TaskCompletionSource<HistoryEvent> timer)
    {
        // A token cancelled by a clock of its own would cancel in the first run and not in the replay.
        if (OrchestrationExecution.Current != execution || timer.Task.IsCompleted) return;
        execution.Close(taskId);
        execution.Decide(new HistoryEvent(HistoryEventKind.TimerCancelled, taskId));
        timer.TrySetCanceled();
    }
}
