using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>
/// Watches one platform for as long as it lives: look, act, look again, sleep until something has cause to wake it. It continues as new after every
/// look, so that its history never grows.
/// </summary>
public static class PlatformMonitorOrchestrator
{
    /// <summary>The event that has it look at once.</summary>
    public const string WakeEvent = "Wake";

    private static readonly TimeSpan VerifyInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BlindInterval = TimeSpan.FromSeconds(15);

    /// <summary>Runs the orchestration.</summary>
    [Function(nameof(PlatformMonitorOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        MonitorState state = context.GetInput<MonitorState>()!;
        HealingMemory memory = state.Memory;
        TimeSpan pause;
        try
        {
            MonitorLook look = await context.CallActivityAsync<MonitorLook>(nameof(LookActivity), state, ActivityRetry.Options);
            if (!look.Watched) return;
            memory = look.Memory;
            await new Treatment(context, state.PlatformId).ApplyAsync(look.Remedy);
            pause = PauseAfter(look, context.CurrentUtcDateTime);
        }
        catch (TaskFailedException)
        {
            // a monitor that gives up is worth less than one that sees nothing for a while
            pause = BlindInterval;
        }

        await SleepAsync(context, pause);
        context.ContinueAsNew(state with { Memory = memory });
    }

    private static TimeSpan PauseAfter(MonitorLook look, DateTime now) => look.Remedy.Kind switch
    {
        RemedyKind.None => look.NextLook,
        RemedyKind.Quarantine => look.NextLook,
        RemedyKind.Wait when look.Remedy.NotBefore is { } then => Max(then.UtcDateTime - now, VerifyInterval),
        _ => VerifyInterval,
    };

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static async Task SleepAsync(TaskOrchestrationContext context, TimeSpan pause)
    {
        using var awake = new CancellationTokenSource();
        Task timer = context.CreateTimer(pause, awake.Token);
        Task woken = context.WaitForExternalEvent<string>(WakeEvent);
        await Task.WhenAny(timer, woken);

        // not CancelAsync: it would run the timer's callback on another thread than the orchestrator's
        awake.Cancel();
    }
}
