using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class LogFailureTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<int, int>("Double", (_, n) => 2 * n)
        .AddOrchestratorFunc<int, int>("Work", async (context, n) => await context.CallActivityAsync<int>("Double", n + await context.WaitForExternalEvent<int>("Add")));

    [Fact]
    public async Task Sync_ThatFails_StopsTheEngineAndLosesNothingAcknowledged()
    {
        var memory = new MemoryDisk();
        var disk = new FailingDisk(memory);
        string id;
        await using (DurableTaskTestHost host = await StartAsync(disk))
        {
            id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Work", 1);
            await host.Engine.WhenIdleAsync().WaitAsync(Limit);
            Task waiting = host.Client.WaitForInstanceCompletionAsync(id);
            disk.Fails = true;
            await Assert.ThrowsAsync<LogFailedException>(() => host.Client.RaiseEventAsync(id, "Add", 10).WaitAsync(Limit));
            await Assert.ThrowsAsync<LogFailedException>(() => waiting.WaitAsync(Limit));
            await Assert.ThrowsAsync<LogFailedException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Work", 1).WaitAsync(Limit));
        }

        memory.Crash();
        await using DurableTaskTestHost again = await StartAsync(memory);
        await again.Client.RaiseEventAsync(id, "Add", 20);
        OrchestrationMetadata end = await again.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(Limit);
        Assert.Equal(42, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Timer_OfASuspendedInstanceAfterTheLogFailed_StopsTheEngine()
    {
        var time = new ManualTime();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Sleep", async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return "slept";
            }),
            time: time);
        string id = await engine.ScheduleAsync("Sleep");
        await engine.IdleAsync();
        await engine.Client.SuspendInstanceAsync(id);
        Task waiting = engine.Client.WaitForInstanceCompletionAsync(id);
        engine.Log.Abandon();

        time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<LogFailedException>(() => waiting.WaitAsync(Limit));
    }

    private static Task<DurableTaskTestHost> StartAsync(ILogDisk disk) =>
        DurableTaskTestHost.StartAsync(Tasks, new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton(disk) });

    /// <summary>A disk whose syncs fail from some moment on.</summary>
    private sealed class FailingDisk(MemoryDisk disk) : ILogDisk
    {
        public bool Fails { get; set; }

        public string Name => disk.Name;

        public IDisposable Acquire() => disk.Acquire();

        public IReadOnlyList<string> List() => disk.List();

        public ILogFile Create(string name) => new FailingFile(this, disk.Create(name));

        public ILogFile OpenAppend(string name) => new FailingFile(this, disk.OpenAppend(name));

        public Stream OpenRead(string name) => disk.OpenRead(name);

        public void Rename(string from, string to) => disk.Rename(from, to);

        public void Delete(string name) => disk.Delete(name);

        public void SyncDirectory() => disk.SyncDirectory();
    }

    private sealed class FailingFile(FailingDisk disk, ILogFile file) : ILogFile
    {
        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes) => file.Append(bytes);

        public void Truncate(long length) => file.Truncate(length);

        public void Sync()
        {
            if (disk.Fails) throw new IOException("The medium failed.");
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
