using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace PlatformDeployer.Architecture.Tests.Determinism.Samples;

/// <summary>Orchestrators that do again at a replay what they did before.</summary>
internal static class GoodOrchestrators
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public static async Task<string> UsesTheContext([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var awake = new CancellationTokenSource();
        Task timer = context.CreateTimer(context.CurrentUtcDateTime + Pause, awake.Token);
        Task<string> said = context.WaitForExternalEvent<string>("Said");
        if (await Task.WhenAny(timer, said) == timer) return $"{context.NewGuid():N}";
        await awake.CancelAsync(context);
        return await said;
    }

    public static async Task<int> Computes([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ILogger logger = context.CreateReplaySafeLogger("Sample");
        int[] numbers = [.. SampleNumbers.Below(3).Where(n => n % 2 == 0)];
        Task<int>[] calls = [.. numbers.Select(n => context.CallActivityAsync<int>("Square", new SampleOrder(n, $"number {n}")))];
        int[] squares = await Task.WhenAll(calls);
        return logger.IsEnabled(LogLevel.Trace) ? 0 : squares.Sum();
    }

    private static Task CancelAsync(this CancellationTokenSource source, TaskOrchestrationContext context)
    {
        source.Cancel();
        return context.CallActivityAsync("Cancelled");
    }

    private sealed record SampleOrder(int Number, string Text);
}
