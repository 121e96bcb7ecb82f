using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>Orchestrators each of which does one thing that a replay would not do again. They are read, and never run.</summary>
internal static class BadOrchestrators
{
    public static DateTime ReadsTheClock([OrchestrationTrigger] TaskOrchestrationContext context) => context.IsReplaying ? default : DateTime.UtcNow;

    public static Task<long> ReadsTheClockAtADistance([OrchestrationTrigger] TaskOrchestrationContext context) =>
        SampleRules.LaterAsync(context.CallActivityAsync<long>("First"));

    public static async Task<Guid> ChoosesAtRandom([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("First");
        return Guid.NewGuid();
    }

    public static Guid ChoosesAtStart([OrchestrationTrigger] TaskOrchestrationContext context) => context.IsReplaying ? default : SampleRules.Choice;

    public static int ChoosesInAnIterator([OrchestrationTrigger] TaskOrchestrationContext context) => SampleRules.RandomNumbers(context.Name.Name.Length).Sum();

    public static async Task Waits([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await Task.WhenAny(context.CallActivityAsync("First"), Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));

    public static async Task LeavesItsThread([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync("First").ConfigureAwait(false);

    public static async Task CancelsElsewhere([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var source = new CancellationTokenSource();
        _ = context.CreateTimer(TimeSpan.FromSeconds(1), source.Token);
        await source.CancelAsync();
    }

    public static void CancelsByTheClock([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        _ = context.CreateTimer(TimeSpan.FromSeconds(1), source.Token);
    }

    public static string[] ReadsInALambda([OrchestrationTrigger] TaskOrchestrationContext context) =>
        [.. context.GetInput<string[]>()!.Select(name => File.ReadAllText(name))];

    public static int ReadsVirtually([OrchestrationTrigger] TaskOrchestrationContext context) => Measure(context.GetInput<FileShape>()!);

    public static int ReadsWhenCalledBack([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var shapes = new List<SampleShape> { new FileShape(), new FileShape() };
        shapes.Sort();
        return context.Name.Name.Length;
    }

    public static string AsksTheNetwork([OrchestrationTrigger] TaskOrchestrationContext context) => context.IsReplaying ? "" : Dns.GetHostName();

    public static string Prints([OrchestrationTrigger] TaskOrchestrationContext context) => SampleRules.Generic(context.InstanceId);

    public static string? AsksTheEnvironment([OrchestrationTrigger] TaskOrchestrationContext context) => Environment.GetEnvironmentVariable(context.InstanceId);

    public static int Counts([OrchestrationTrigger] TaskOrchestrationContext context) => context.IsReplaying ? 0 : SampleRules.Calls++;

    public static async Task<int> CallsAPort([OrchestrationTrigger] TaskOrchestrationContext context) => await context.GetInput<ISamplePort>()!.FetchAsync();

    public static ILogger MakesALogger([OrchestrationTrigger] TaskOrchestrationContext context) => context.GetInput<ILoggerFactory>()!.CreateLogger("Sample");

    public static int Hashes([OrchestrationTrigger] TaskOrchestrationContext context) => context.InstanceId.GetHashCode(StringComparison.Ordinal);

    private static int Measure(SampleShape shape) => shape.Size;
}
