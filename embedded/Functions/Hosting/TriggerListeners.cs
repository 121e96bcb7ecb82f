using Embedded.Functions.Discovery;
using Embedded.Functions.Invocation;
using Embedded.Functions.Messaging;
using Embedded.Functions.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Hosting;

/// <summary>What starts an instance's timer and service-bus functions.</summary>
internal sealed class TriggerListeners : IAsyncDisposable
{
    private readonly List<TimerListener> _timers = [];
    private readonly List<MessagePump> _pumps = [];
    private readonly List<MessageSource> _sources = [];
    private readonly ActivityCounter _running = new();
    private readonly InstanceState _state;

    private TriggerListeners(InstanceState state) => _state = state;

    /// <summary>Whether nothing runs and no message waits to be run.</summary>
    public bool IsIdle => _running.IsIdle && !_sources.Exists(source => _state.Accounts.IsBusy(source, _state.Log));

    public DateTimeOffset? NextTimerDue => _timers.Min(timer => timer.NextDue);

    /// <summary>Makes the listeners; none takes anything yet.</summary>
    /// <exception cref="FunctionDefinitionException">A schedule cannot be read, or a setting that is referred to does not exist.</exception>
    public static async Task<TriggerListeners> CreateAsync(AppModel app, InstanceState state, FunctionInvoker invoker)
    {
        TriggerListeners listeners = new(state);
        IConfiguration configuration = invoker.Services.GetRequiredService<IConfiguration>();
        foreach (FunctionDescriptor function in app.Functions)
        {
            if (function.Kind == FunctionKind.Timer)
            {
                listeners._timers.Add(new TimerListener(function, Schedule(function, configuration), invoker, state.Time, state.Schedules, state.Log, listeners._running));
            }
            else if (function.Kind == FunctionKind.ServiceBus)
            {
                listeners._pumps.Add(await listeners.PumpAsync(function, state, invoker, configuration));
            }
        }

        return listeners;
    }

    public async Task StartAsync()
    {
        foreach (MessagePump pump in _pumps)
        {
            pump.Start();
        }

        foreach (TimerListener timer in _timers)
        {
            await timer.StartAsync();
        }
    }

    /// <summary>Starts nothing more; what runs goes on.</summary>
    public async Task StopAsync()
    {
        foreach (TimerListener timer in _timers)
        {
            await timer.DisposeAsync();
        }

        foreach (MessagePump pump in _pumps)
        {
            await pump.StopAsync();
        }
    }

    public Task WhenIdleAsync() => _running.WhenIdleAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (MessagePump pump in _pumps)
        {
            await pump.DisposeAsync();
        }
    }

    private static TimerSchedule Schedule(FunctionDescriptor function, IConfiguration configuration)
    {
        string expression = BindingExpressions.Resolve(((TimerTriggerAttribute)function.Trigger).Schedule, configuration, $"the function '{function.Name}'");
        try
        {
            return TimerSchedule.Parse(expression);
        }
        catch (FormatException e)
        {
            throw new FunctionDefinitionException($"The schedule of the timer function '{function.Name}' cannot be read: {e.Message}", e);
        }
    }

    private async Task<MessagePump> PumpAsync(
        FunctionDescriptor function,
        InstanceState state,
        FunctionInvoker invoker,
        IConfiguration configuration)
    {
        MessageSource source = MessageSource.Of(function, configuration);
        await InstanceAccounts.EnsureEntitiesAsync(source);
        _sources.Add(source);
        return new MessagePump(
            function,
            invoker.Services.GetRequiredService<MessageConnections>().Receiver(source),
            invoker,
            invoker.Services.GetRequiredService<HostOptions>(),
            invoker.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!,
            state.Time,
            _running);
    }
}
