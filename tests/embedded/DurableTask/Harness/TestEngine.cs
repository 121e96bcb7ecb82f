using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.DurableTask.Tests.Harness;

/// <summary>An engine over a disk in memory, which can be killed and started again on what it has left.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly ServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    private TestEngine(
        Action<DurableTaskRegistry> tasks, MemoryDisk disk, TimeProvider time, DurableEngineOptions options, ILoggerFactory loggers, IServiceProvider services)
    {
        var registry = new DurableTaskRegistry();
        tasks(registry);
        Disk = disk;
        Time = time;
        Store = new DurableStore();
        Log = DurableLog.Open(disk, [Store]);
        Engine = new DurableEngine(registry, services, time, loggers, options, Store, Log);
        Client = Engine.CreateClient();
    }

    public MemoryDisk Disk { get; }

    public TimeProvider Time { get; }

    public DurableStore Store { get; }

    public DurableLog Log { get; }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client { get; }

    public static async Task<TestEngine> StartAsync(
        Action<DurableTaskRegistry> tasks,
        MemoryDisk? disk = null,
        TimeProvider? time = null,
        DurableEngineOptions? options = null,
        ILoggerFactory? loggers = null,
        IServiceProvider? services = null)
    {
        var engine = new TestEngine(
            tasks,
            disk ?? new MemoryDisk(),
            time ?? TimeProvider.System,
            options ?? new DurableEngineOptions(),
            loggers ?? NullLoggerFactory.Instance,
            services ?? NoServices);
        await engine.Engine.StartAsync();
        return engine;
    }

    public Task<string> ScheduleAsync(string orchestrator, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));

    public Task<OrchestrationMetadata> EndOfAsync(string id) => Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(Limit);

    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null) =>
        await EndOfAsync(await ScheduleAsync(orchestrator, input, id));

    public async Task<OrchestrationMetadata> StateOfAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"There is no instance '{id}'.");

    /// <summary>Completes when nothing runs: what happens next needs the clock or a client.</summary>
    public Task IdleAsync() => Engine.WhenIdleAsync().WaitAsync(Limit);

    /// <summary>Lets the clock run, from timer to timer, until the instance has ended.</summary>
    public async Task<OrchestrationMetadata> DriveToEndAsync(string id)
    {
        for (int steps = 0; steps < 100_000; steps++)
        {
            await IdleAsync();
            OrchestrationMetadata state = await StateOfAsync(id);
            if (state.IsCompleted) return state;
            DateTimeOffset due = Engine.NextTimerDue ?? throw new InvalidOperationException($"Nothing will happen to '{id}' any more; it is {state.RuntimeStatus}.");
            ((ManualTime)Time).AdvanceTo(due);
        }

        throw new TimeoutException($"Instance '{id}' does not end.");
    }

    /// <summary>Ends as if the machine had lost power.</summary>
    public MemoryDisk Kill(Random? chance = null)
    {
        Log.Abandon();
        Engine.Abandon();
        Disk.Crash(chance);
        return Disk;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Log.DisposeAsync();
    }
}
