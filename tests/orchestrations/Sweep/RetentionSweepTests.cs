using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Sweep;
using PlatformDeployer.Orchestrations.Tests.Fakes;
using VirtualTime;

namespace PlatformDeployer.Orchestrations.Tests.Sweep;

public sealed class RetentionSweepTests
{
    private const string Kept = "Kept";

    [Fact]
    public async Task Run_EveryKindThatEndedLongAgo_IsForgotten()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        string[] before = await IdsAsync(workshop.Client);
        Assert.Contains(before, id => id.StartsWith(OperationIds.Spawn(Samples.ChildId) + ".", StringComparison.Ordinal));

        await SweepAsync(workshop.Client, new Later(TimeSpan.FromDays(6)));
        Assert.Equal(before, await IdsAsync(workshop.Client));
        await SweepAsync(workshop.Client, new Later(TimeSpan.FromDays(8)));
        Assert.Equal([OperationIds.Monitor(Samples.ChildId)], await IdsAsync(workshop.Client));
    }

    [Fact]
    public async Task Run_BegunLongAgoAndJustFailed_IsKeptForItsRetention()
    {
        var clock = new VirtualTimeProvider();
        await using DurableTaskTestHost host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>(Kept, async context =>
            {
                await context.WaitForExternalEvent<string>("Fail");
                throw new InvalidOperationException("at last");
            }),
            new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton<TimeProvider>(clock) });
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync(Kept);
        await host.Client.WaitForInstanceStartAsync(id);
        clock.Advance(TimeSpan.FromDays(100));
        await host.Client.RaiseEventAsync(id, "Fail");
        await host.Client.WaitForInstanceCompletionAsync(id);

        clock.Advance(TimeSpan.FromDays(6));
        await SweepAsync(host.Client, clock);
        Assert.Equal([id], await IdsAsync(host.Client));
        clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync(host.Client, clock);
        Assert.Empty(await IdsAsync(host.Client));
    }

    private static Task SweepAsync(DurableTaskClient client, TimeProvider time)
    {
        var registry = new MemoryRegistry();
        return new RetentionSweep(registry, registry, Samples.Root, SweepOptions.Default, time).RunAsync(client, CancellationToken.None);
    }

    private static async Task<string[]> IdsAsync(DurableTaskClient client)
    {
        List<string> ids = [];
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync()) ids.Add(instance.InstanceId);
        return [.. ids];
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
