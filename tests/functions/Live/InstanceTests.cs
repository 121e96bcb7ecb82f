using System.Net;
using PlatformDeployer.Contracts.Admin;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>An operator looks into a machine that runs, and acts on what is found there.</summary>
public sealed class InstanceTests
{
    [Fact]
    public async Task Operator_OverARunningMachine_InspectsSteersAndPurges()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        string spawn = $"spawn-{platform.Id}";
        string monitor = $"monitor-{platform.Id}";

        InstanceDetailView instance = (await machine.Root.GetAsync($"admin/instances/{spawn}?top=1000")).Read<InstanceDetailView>();
        Assert.Equal(InstanceStatus.Completed, instance.Status);
        Assert.Contains(platform.Id, instance.Input!.Value.GetRawText(), StringComparison.Ordinal);
        HistoryEventView compile = instance.History!.First(entry => entry is { Type: "TaskScheduled", Name: "CompilePlatformActivity" });
        Assert.NotNull(instance.History!.Single(entry => entry.Type == "TaskCompleted" && entry.TaskId == compile.TaskId).Result);
        Assert.Equal("ExecutionCompleted", instance.History![^1].Type);

        IReadOnlyList<InstanceView> parts = (await machine.Root.GetAsync($"admin/instances?prefix={spawn}.&top=1000")).Read<Page<InstanceView>>().Value;
        Assert.Equal(
            instance.History!.Where(entry => entry.Type == "SubOrchestrationInstanceCreated").Select(entry => entry.InstanceId!).Order(StringComparer.Ordinal),
            parts.Select(part => part.Id));

        Assert.Equal(InstanceStatus.Suspended, (await PostAsync(machine, $"{monitor}/suspend?reason=look")).Status);
        Assert.Equal([monitor], (await machine.Root.GetAsync("admin/instances?status=Suspended")).Read<Page<InstanceView>>().Value.Select(found => found.Id));
        Assert.Equal(InstanceStatus.Running, (await PostAsync(machine, $"{monitor}/resume")).Status);
        (await machine.Root.SendAsync(HttpMethod.Post, $"admin/instances/{spawn}/rewind")).Problem(ProblemCodes.StateConflict);
        (await machine.Root.SendAsync(HttpMethod.Delete, $"admin/instances/{monitor}")).Problem(ProblemCodes.StateConflict);
        Assert.Empty((await machine.Root.GetAsync("admin/dead-letters")).Read<Page<DeadLetterView>>().Value);

        PurgeView purged = (await machine.Root.SendAsync(HttpMethod.Delete, "admin/instances?createdBefore=2999-01-01T00:00:00Z&status=Completed")).Read<PurgeView>();
        Assert.InRange(purged.Purged, parts.Count + 1, int.MaxValue);
        (await machine.Root.GetAsync($"admin/instances/{spawn}")).Problem(ProblemCodes.InstanceNotFound);
        Assert.Equal(InstanceStatus.Running, (await machine.Root.GetAsync($"admin/instances/{monitor}")).Read<InstanceDetailView>().Status);
    }

    private static async Task<InstanceView> PostAsync(LiveMachine machine, string route) =>
        (await machine.Root.SendAsync(HttpMethod.Post, "admin/instances/" + route)).Read<InstanceView>(HttpStatusCode.Accepted);
}
