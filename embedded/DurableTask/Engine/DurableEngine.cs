using Embedded.DurableTask.Engine.Entities;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Telemetry;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Engine;

/// <summary>
/// A durable engine over one store of one log: orchestrators and activities of a registry, and clients. The log was opened with the store, and
/// stays its owner's to close. Times come from the <see cref="TimeProvider"/> alone.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    private readonly DurableLog _log;
    private readonly DurableStore _store;
    private readonly TimeProvider _time;
    private readonly DurableEngineOptions _options;
    private readonly OrchestrationSettings _settings;
    private readonly InstanceScheduler _scheduler;
    private readonly EngineTelemetry _telemetry;
    private bool _started;
    private bool _ended;

    public DurableEngine(
        DurableTaskRegistry registry,
        IServiceProvider services,
        TimeProvider time,
        ILoggerFactory loggers,
        DurableEngineOptions options,
        DurableStore store,
        DurableLog log)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ConcurrentOrchestratorsMax, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ConcurrentActivitiesMax, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ConcurrentEntitiesMax, 1, nameof(options));
        _log = log;
        _store = store;
        _time = time;
        _options = options;
        _settings = new OrchestrationSettings(options.DataConverter, loggers)
        {
            DefaultVersion = options.DefaultVersion, PayloadMaxLength = options.PayloadMaxLength, OpenTasksMax = options.OpenTasksMax, DecisionsMax = options.DecisionsMax,
        };
        _telemetry = EngineTelemetry.Of(services, time, options.Owner);
        ILogger logger = loggers.CreateLogger("DurableTask.Engine");
        _scheduler = new InstanceScheduler(
            log,
            store,
            time,
            options,
            new WorkItemRunner(registry, services, _settings, options, _telemetry, logger),
            new ActivityRunner(registry, services, _settings, _telemetry, logger),
            new EntityRunner(registry, services, _settings, time, logger),
            _telemetry,
            logger);
    }

    /// <summary>Nothing runs and nothing waits for its turn: until a timer is due or a client acts, nothing will happen.</summary>
    public bool IsIdle => _scheduler.Busy.IsIdle;

    /// <summary>When the next timer is due; null if none is open.</summary>
    public DateTimeOffset? NextTimerDue
    {
        get
        {
            lock (_log.Gate) return _scheduler.Timers.NextDue;
        }
    }

    /// <summary>Completes when the engine is idle.</summary>
    public Task WhenIdleAsync() => _scheduler.Busy.WhenIdleAsync();

    /// <summary>Takes up the instances that the store holds.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_log.Gate)
        {
            if (_started) throw new InvalidOperationException("The engine has been started already.");
            _started = true;
            _scheduler.Start();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Begins nothing more and waits for what is under way, up to the limit. What has not ended by then is as after a crash: it begins again at the
    /// next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (!End()) return;
        try
        {
            await _scheduler.StopAsync().WaitAsync(_options.StopLimit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (_log.Gate) _scheduler.Abandon();
        }
        catch (LogFailedException)
        {
            // What was not recorded comes again at the next start.
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Stops as if the process had died, except that activities under way cannot be taken back: their results go nowhere.</summary>
    public void Abandon()
    {
        if (!End()) return;
        lock (_log.Gate) _scheduler.Abandon();
        Close();
    }

    public DurableTaskClient CreateClient(string name = "") => new EngineClient(name, _log, _store, _scheduler, _settings, _options, _telemetry, _time);

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private bool End()
    {
        lock (_log.Gate)
        {
            bool first = !_ended;
            _ended = true;
            return first;
        }
    }

    private void Close()
    {
        _scheduler.Timers.Dispose();
        _telemetry.Tracing.Dispose();
        lock (_log.Gate) _scheduler.Waiters.Fail(new InvalidOperationException("The durable engine has stopped."));
    }
}
