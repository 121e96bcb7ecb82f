using System.Diagnostics.Metrics;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.DurableTask.Tests.Telemetry;

public sealed class EngineMetricsTests : IDisposable
{
    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();

    public EngineMetricsTests()
    {
        IMeterFactory own = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == own) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    [Fact]
    public async Task Run_Scripted_FiguresAreExact()
    {
        var time = new ManualTime();
        TestEngine engine = await StartAsync(time);
        await engine.ScheduleAsync("Work", id: "a");
        await engine.ScheduleAsync("Fail", id: "b");
        await engine.IdleAsync();
        _listener.RecordObservableInstruments();
        Assert.Equal((1, 1, 0), (Sum("durabletask.instances status=Running"), Sum("durabletask.instances status=Failed"), Sum("durabletask.instances status=Completed")));
        Assert.Equal((1, 0, 0), (Sum("durabletask.timers"), Sum("durabletask.queue.length queue=activities"), Sum("durabletask.activities.active")));
        Assert.Equal((2, 1), (Count("durabletask.activity.duration activity=Step result=completed"), Count("durabletask.activity.duration activity=Break result=failed")));
        Assert.Equal(0, Count("durabletask.replay.duration"));

        // the clock stood still for longer than the timer was set to
        MemoryDisk disk = engine.Kill();
        await engine.DisposeAsync();
        time.Jump(TimeSpan.FromMinutes(5));
        await using TestEngine again = await StartAsync(time, disk);
        await again.DriveToEndAsync("a");
        await again.IdleAsync();
        Assert.Equal((1, 240), (Count("durabletask.timer.lag"), Sum("durabletask.timer.lag")));
        Assert.Equal(1, Count("durabletask.replay.duration"));
        Assert.Equal(1, Sum("durabletask.orchestrations orchestrator=Work status=Completed"));
        Assert.Equal(1, Sum("durabletask.orchestrations orchestrator=Fail status=Failed"));
        Assert.Equal(6, Sum("durabletask.work_items"));
    }

    [Fact]
    public async Task Terminate_IsCounted()
    {
        await using TestEngine engine = await StartAsync(new ManualTime());
        await engine.ScheduleAsync("Work", id: "a");
        await engine.IdleAsync();
        await engine.Client.TerminateInstanceAsync("a");
        await engine.EndOfAsync("a");
        Assert.Equal(1, Sum("durabletask.orchestrations orchestrator=Work status=Terminated"));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private Task<TestEngine> StartAsync(ManualTime time, MemoryDisk? disk = null) => TestEngine.StartAsync(Register, disk, time, services: _services);

    private static void Register(DurableTaskRegistry tasks)
    {
        tasks.AddOrchestratorFunc("Work", async context =>
        {
            await context.CallActivityAsync("Step");
            await context.CallActivityAsync("Step");
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
        });
        tasks.AddOrchestratorFunc("Fail", context => context.CallActivityAsync("Break"));
        tasks.AddActivityFunc("Step", _ => { });
        tasks.AddActivityFunc("Break", _ => throw new InvalidOperationException("broken"));
    }

    private double Sum(string name)
    {
        lock (_sums) return _sums.GetValueOrDefault(name);
    }

    private int Count(string name)
    {
        lock (_sums) return _counts.GetValueOrDefault(name);
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Prepend(instrument.Name));
        lock (_sums)
        {
            _sums[name] = (instrument.IsObservable ? 0 : _sums.GetValueOrDefault(name)) + value;
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
        }
    }
}
