using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using Xunit.Abstractions;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>Failures of the cloud that pass.</summary>
public sealed class UnreliableCloudTests(ITestOutputHelper output)
{
    private const int BasicCount = 20;
    private const int LargeCount = 2;

    // a resource that fails many times in a row waits up to half a minute between two attempts
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(300);

    [Fact]
    public async Task Spawn_ThirtyPercentOfCallsFail_EverythingMadeOnceAndNothingLeft()
    {
        long reliableCalls = await CallsAsync([], 0);
        long began = TimeProvider.System.GetTimestamp();
        long calls = await CallsAsync(FaultyCloud.Unreliable(0.3), 0.3);
        output.WriteLine(
            $"{BasicCount} basic and {LargeCount} soulfra: {reliableCalls} calls without faults, {calls} with; "
            + $"amplification {(double)calls / reliableCalls:0.00}; {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");

        // a call that fails 3 times in 10 has to be made 1 / 0.7 times; more than twice that would be a storm of our own
        Assert.True(calls < reliableCalls * 3, $"{calls} calls instead of {reliableCalls}.");
    }

    [Fact]
    public async Task Spawn_CloudDownForAWhile_GoesOnWhenItIsBack()
    {
        await using FaultyCloud cloud = await FaultyCloud.StartAsync();
        PlatformAccepted accepted = await cloud.Api.SpawnAsync("acme");
        await Until.TrueAsync(() => Task.FromResult(cloud.Machine.ResourceManager.Journal.TotalCount > 10), Limit, () => "the spawn to be under way");
        cloud.Faults = [new FaultRule { Kind = FaultKind.DropBefore }];
        long before = Refused(cloud);
        await Until.TrueAsync(() => Task.FromResult(Refused(cloud) - before > 5), Limit, () => "calls to be refused");
        OperationView? meanwhile = await cloud.Api.FindOperationAsync(accepted.OperationId);
        Assert.Equal(OperationStatus.Running, meanwhile!.Status);

        cloud.Faults = [];
        OperationView end = await cloud.Api.EndOfAsync(accepted.OperationId, Limit);
        Assert.True(end.Status == OperationStatus.Succeeded, PlatformApi.Describe(end));
        CloudCheck.HoldsOnly(cloud.Machine.ResourceManager, [(await cloud.Api.FindPlatformAsync(accepted.PlatformId))!]);
    }

    private static long Refused(FaultyCloud cloud) => cloud.Machine.ResourceManager.Journal.Calls.Count(call => call.Fault is not null);

    private async Task<long> CallsAsync(IReadOnlyList<FaultRule> faults, double share)
    {
        // the sweeps would count too, and more of them in the longer run
        var quiet = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sweep__Schedule"] = "0 0 0 1 1 *" };
        await using FaultyCloud cloud = await FaultyCloud.StartAsync(settings: quiet);
        cloud.Faults = faults;
        IEnumerable<Task<PlatformView>> basic = Enumerable.Range(0, BasicCount).Select(number => cloud.Api.SpawnActiveAsync($"basic-{number}", "basic", Limit));
        IEnumerable<Task<PlatformView>> large = Enumerable.Range(0, LargeCount).Select(number => cloud.Api.SpawnActiveAsync($"large-{number}", "soulfra", Limit));
        PlatformView[] platforms = await Task.WhenAll(basic.Concat(large));
        long calls = cloud.Machine.ResourceManager.Journal.TotalCount;
        long failed = Refused(cloud);
        cloud.Faults = [];
        output.WriteLine($"Slowest steps at a share of {share}: {string.Join("; ", await SlowestAsync(cloud, platforms))}");
        CloudCheck.HoldsOnly(cloud.Machine.ResourceManager, platforms);
        Assert.Equal(BasicCount + LargeCount, cloud.Machine.Children.Count);
        Assert.InRange(failed, calls * share * 0.8, calls * share * 1.2);
        return calls;
    }

    private static async Task<IEnumerable<string>> SlowestAsync(FaultyCloud cloud, IEnumerable<PlatformView> platforms)
    {
        var steps = new List<(string What, double Seconds)>();
        foreach (PlatformView platform in platforms)
        {
            OperationView operation = (await cloud.Api.FindOperationAsync(platform.OperationId!))!;
            steps.AddRange(operation.Stages.SelectMany(stage => stage.Steps)
                .Select(step => ($"{step.Name} of {platform.Name}", ((step.EndedAt - step.StartedAt) ?? TimeSpan.Zero).TotalSeconds)));
        }

        return steps.OrderByDescending(step => step.Seconds).Take(5).Select(step => $"{step.What} {step.Seconds:0.0} s");
    }
}
