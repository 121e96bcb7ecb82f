using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>An engine on a disk, and how the benchmarks wait for it.</summary>
internal static class EngineHost
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static Task<DurableTaskTestHost> StartAsync(ILogDisk disk, Action<DurableTaskRegistry> tasks, CancellationToken cancellationToken) =>
        DurableTaskTestHost.StartAsync(tasks, new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton(disk) }, cancellationToken);

    /// <summary>Schedules instances of an orchestrator, all with one input, and waits for all to end.</summary>
    /// <exception cref="InvalidOperationException">One did not complete.</exception>
    public static async Task RunAsync(this DurableTaskTestHost host, string orchestrator, int instances, object input, CancellationToken cancellationToken)
    {
        string[] ids = await Task.WhenAll(
            Enumerable.Range(0, instances).Select(_ => host.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, cancellationToken)));
        await Task.WhenAll(ids.Select(id => host.EndOfAsync(id, cancellationToken)));
    }

    /// <summary>Waits for the end of an instance.</summary>
    /// <exception cref="InvalidOperationException">It did not complete.</exception>
    public static async Task EndOfAsync(this DurableTaskTestHost host, string id, CancellationToken cancellationToken)
    {
        OrchestrationMetadata end = await host.Client.WaitForInstanceCompletionAsync(id, cancellationToken).WaitAsync(Limit, cancellationToken);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed) throw new InvalidOperationException($"{id} ended {end.RuntimeStatus}: {end.FailureDetails}");
    }
}
