using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.Crash.Workload;

/// <summary>Sees every instance through to its end, from wherever the program before it had come; and tells what it was told.</summary>
internal sealed class WorkloadClient(DurableTaskClient client, Acknowledgements told)
{
    public const int Rounds = 3;
    public const string Hanging = "hanging";
    public const string Collector = "collector";

    /// <summary>What is scheduled in each round; an instance is called by its orchestration and its round.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["chain", "fan", "family", "timers", Collector, "eternal", "flaky", Hanging];

    public async Task ReportFoundAsync()
    {
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(new OrchestrationQuery())) told.Found(instance.InstanceId, $"{instance.RuntimeStatus}");
    }

    public async Task RunAsync()
    {
        for (int round = 0; round < Rounds; round++) await Task.WhenAll(Kinds.Select(kind => SeeThroughAsync(kind, $"{kind}-{round}")));
        told.Done();
    }

    private async Task SeeThroughAsync(string kind, string id)
    {
        OrchestrationMetadata? found = await client.GetInstanceAsync(id);
        if (found is null)
        {
            object? input = kind is Collector or "eternal" ? Array.Empty<object>() : null;
            await client.ScheduleNewOrchestrationInstanceAsync(kind, input, new StartOrchestrationOptions(id));
            told.Scheduled(id);
        }

        if (found?.IsCompleted != true)
        {
            if (kind == Collector) await RaiseAsync(id);
            if (kind == Hanging) await TerminateAsync(id);
        }

        OrchestrationMetadata end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        told.Ended(id, $"{end.RuntimeStatus}", end.FailureDetails is { } failure ? failure.ErrorMessage : end.ReadOutputAs<string>());
    }

    private async Task RaiseAsync(string id)
    {
        for (int number = 0; number < Orchestrations.Numbers; number++)
        {
            told.Raising(id, number);
            await client.RaiseEventAsync(id, "Number", number);
            told.Raised(id, number);
        }
    }

    private async Task TerminateAsync(string id)
    {
        await client.TerminateInstanceAsync(id, "enough");
        told.Terminated(id);
    }
}
