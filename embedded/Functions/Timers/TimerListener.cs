using Embedded.Functions.Discovery;
using Embedded.Functions.Invocation;
using Embedded.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Timers;

/// <summary>
/// Runs a timer function on its schedule: never two runs of it at a time; a run that took longer than the interval is followed at once by the next. The rules are the
/// official timer extension's.
/// </summary>
internal sealed partial class TimerListener : IAsyncDisposable
{
    // A timer of the platform takes at most 49 days; a longer wait is waited in pieces.
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(24);

    private readonly FunctionDescriptor _function;
    private readonly TimerSchedule _schedule;
    private readonly FunctionInvoker _invoker;
    private readonly TimeProvider _time;
    private readonly ScheduleStatusStore _statuses;
    private readonly DurableLog _log;
    private readonly ActivityCounter _running;
    private readonly bool _isMonitored;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private ScheduleStatus _status = new();
    private DateTimeOffset? _nextDue;
    private bool _stopped;

    public TimerListener(
        FunctionDescriptor function,
        TimerSchedule schedule,
        FunctionInvoker invoker,
        TimeProvider time,
        ScheduleStatusStore statuses,
        DurableLog log,
        ActivityCounter running)
    {
        _function = function;
        _schedule = schedule;
        _invoker = invoker;
        _time = time;
        _statuses = statuses;
        _log = log;
        _running = running;
        _isMonitored = Attribute.UseMonitor && schedule.CanBeMonitored(Now);
        _timer = time.CreateTimer(static state => ((TimerListener)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it runs next; null while it runs and after it was stopped.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
            {
                return _nextDue;
            }
        }
    }

    private TimerTriggerAttribute Attribute => (TimerTriggerAttribute)_function.Trigger;

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Starts the schedule; a run that was missed, or one asked for at the start, begins at once.</summary>
    public async Task StartAsync()
    {
        DateTime now = Now;
        ScheduleStatus? kept = _isMonitored ? _statuses.Find(_function.Name) : null;
        DateTime expected = kept is null ? default : _schedule.NextAfter(kept.Last == default ? kept.LastUpdated : kept.Last);
        if (kept is not null && kept.Next != expected)
        {
            // The schedule was changed since: what was due under the old one no longer counts, unless the new one was missed too.
            kept.Next = expected;
        }

        bool isPastDue = kept is not null && kept.Next < now;
        _status = kept ?? new ScheduleStatus { Next = _schedule.NextAfter(now), LastUpdated = now };
        if (_isMonitored && kept is null)
        {
            await _statuses.SaveAsync(_log, _function.Name, _status);
        }

        if (isPastDue || Attribute.RunOnStartup)
        {
            ActivityCounter.Scope scope = _running.Enter();
            _ = RunAsync(isPastDue, isScheduled: false, scope);
            return;
        }

        Arm();
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _stopped = true;
            _nextDue = null;
        }

        return _timer.DisposeAsync();
    }

    private void Arm()
    {
        lock (_lock)
        {
            if (_stopped || _status.Next == DateTime.MaxValue)
            {
                _nextDue = null;
                return;
            }

            _nextDue = new DateTimeOffset(_status.Next, TimeSpan.Zero);
            TimeSpan wait = _status.Next - Now;
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > WaitMax ? WaitMax : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        ActivityCounter.Scope scope;
        lock (_lock)
        {
            if (_stopped || _nextDue is null)
            {
                return;
            }

            if (_nextDue > _time.GetUtcNow())
            {
                scope = default;
            }
            else
            {
                scope = _running.Enter();
                _nextDue = null;
            }
        }

        if (NextDue is not null)
        {
            Arm();
            return;
        }

        _ = RunAsync(isPastDue: false, isScheduled: true, scope);
    }

    private async Task RunAsync(bool isPastDue, bool isScheduled, ActivityCounter.Scope scope)
    {
        using (scope)
        {
            // The caller may hold a lock of the clock's, or be the host's start.
            await Task.Yield();
            DateTime now = Now;
            if (isPastDue)
            {
                LogPastDue(_invoker.Logger, _function.Name, _status.Next);
            }

            TimerInfo info = new() { IsPastDue = isPastDue, ScheduleStatus = _isMonitored ? _status : null };
            try
            {
                await _invoker.InvokeAsync(new Trigger(_function, info, NoData.Instance));
            }
            catch (Exception)
            {
                // The invoker has logged it; a failed run does not end the schedule.
            }

            DateTime ran = isScheduled && _status.Next > now ? _status.Next : now;
            _status = new ScheduleStatus { Last = ran, Next = _schedule.NextAfter(ran), LastUpdated = ran };
            await SaveAsync();
            Arm();
        }
    }

    private async Task SaveAsync()
    {
        if (!_isMonitored)
        {
            return;
        }

        try
        {
            await _statuses.SaveAsync(_log, _function.Name, _status);
        }
        catch (LogFailedException e)
        {
            LogStatusLost(_invoker.Logger, _function.Name, e);
        }
    }

    [LoggerMessage(401, LogLevel.Information, "The timer function '{FunctionName}' was due at {Due} and is run now.")]
    private static partial void LogPastDue(ILogger logger, string functionName, DateTime due);

    [LoggerMessage(402, LogLevel.Warning, "The schedule status of '{FunctionName}' could not be kept: its last run may be repeated after a restart.")]
    private static partial void LogStatusLost(ILogger logger, string functionName, Exception exception);
}
