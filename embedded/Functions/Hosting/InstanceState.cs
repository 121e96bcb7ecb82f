using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Embedded.Functions.Timers;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting;

/// <summary>Everything an instance keeps, durable state, tables, messages and schedules, on one log, and the engine that runs on it.</summary>
internal sealed partial class InstanceState : IAsyncDisposable
{
    private readonly AppInstanceOptions _options;
    private readonly DurableStore _durable = new();
    private readonly InstanceAccounts _accounts;
    private DurableEngine? _engine;

    private InstanceState(AppInstanceOptions options, ILogger logger)
    {
        _options = options;
        _accounts = new InstanceAccounts(options.Name, options.TimeProvider);
        DurableLogOptions limits = new() { CompactionFailed = reason => LogNotCompacted(logger, reason, options.Name) };
        Log = DurableLog.Open(options.Disk, [_durable, Schedules, .. _accounts.Participants], limits);
        if (Log.DroppedTail is { } tail)
        {
            LogTailDropped(logger, options.Name, tail.Bytes, tail.Offset, tail.File);
        }
    }

    public TimeProvider Time => _options.TimeProvider;

    public DurableLog Log { get; }

    public ScheduleStatusStore Schedules { get; } = new();

    public InstanceAccounts Accounts => _accounts;

    public DurableEngine Engine => _engine ?? throw new InvalidOperationException("The durable engine has not been made yet.");

    /// <summary>Whether the durable engine runs nothing.</summary>
    public bool IsIdle => _engine?.IsIdle != false;

    /// <summary>When the durable engine's or the service bus's next timer is due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DateTimeOffset? timer = _engine?.NextTimerDue;
            DateTimeOffset? message = _accounts.NextDue;
            return timer is null || message < timer ? message : timer;
        }
    }

    /// <exception cref="LogDamagedException">The data is damaged.</exception>
    /// <exception cref="LogInUseException">The data is in use by another.</exception>
    public static InstanceState Open(AppInstanceOptions options, ILogger logger)
    {
        InstanceState state = new(options, logger);
        try
        {
            state._accounts.Open(state.Log);
            return state;
        }
        catch
        {
            state._accounts.Close();
            state.Log.Abandon();
            throw;
        }
    }

    /// <summary>Makes the engine; it runs nothing before <see cref="DurableEngine.StartAsync"/>.</summary>
    public DurableTaskClient CreateEngine(DurableTaskRegistry registry, IServiceProvider services)
    {
        HostOptions host = services.GetRequiredService<HostOptions>();
        DurableEngineOptions defaults = new();
        DurableEngineOptions options = new()
        {
            ConcurrentActivitiesMax = host.MaxConcurrentActivities ?? defaults.ConcurrentActivitiesMax,
            ConcurrentOrchestratorsMax = host.MaxConcurrentOrchestrators ?? defaults.ConcurrentOrchestratorsMax,
            ConcurrentEntitiesMax = host.MaxConcurrentEntities ?? defaults.ConcurrentEntitiesMax,
            ReplaysAlways = !host.ExtendedSessionsEnabled,
            StopLimit = _options.DrainLimit,
        };
        _engine = new DurableEngine(registry, services, Time, services.GetRequiredService<ILoggerFactory>(), options, _durable, Log);
        return _engine.CreateClient(host.HubName);
    }

    /// <summary>Lets the engine end what is under way, as long as it may take; the rest begins again at the next start.</summary>
    public async Task StopEngineAsync(CancellationToken limit)
    {
        if (_engine is null)
        {
            return;
        }

        try
        {
            await _engine.StopAsync(limit);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The instance's clock stands still, so that the engine's own limit never came.
        }

        if (!_engine.IsIdle)
        {
            // What is still under way is about to be told to stop. How it ends because of that must not be recorded: it begins again at the next start.
            Log.Abandon();
        }
    }

    /// <summary>As if the process had died: nothing more is written or acknowledged.</summary>
    public void Abandon()
    {
        Log.Abandon();
        _engine?.Abandon();
        _accounts.Close();
    }

    public async ValueTask DisposeAsync()
    {
        _accounts.Close();
        await Log.DisposeAsync();
    }

    [LoggerMessage(211, LogLevel.Warning, "The log of '{Name}' ended in a torn write: {Bytes} bytes were cut off at byte {Offset} of '{File}'.")]
    private static partial void LogTailDropped(ILogger logger, string name, long bytes, long offset, string file);

    [LoggerMessage(212, LogLevel.Warning, "The log of '{Name}' could not be compacted: it goes on and grows, and it is tried again.")]
    private static partial void LogNotCompacted(ILogger logger, Exception exception, string name);
}
