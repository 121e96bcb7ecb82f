using Microsoft.DurableTask;

namespace Embedded.Crash.Workload;

/// <summary>
/// What the engine is given to do. Each effect names the one before it as its cause: so an effect's line proves that what its cause answered had been
/// committed. Results are what was counted, a bar, and the effects that the orchestration believes in.
/// </summary>
internal static class Orchestrations
{
    public const int Steps = 3;
    public const int Children = 2;
    public const int Numbers = 4;
    public const int Generations = 4;
    public const int FailedAttempts = 2;
    public const string NoCause = "-";

    private const string Effect = "Effect";
    private const string Flaky = "Flaky";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    public static void AddTo(DurableTaskRegistry tasks, EffectJournal journal) => tasks
        .AddActivityFunc<string, string>(Effect, (_, order) => journal.Happen(order.Split(' ')[0], order.Split(' ')[1]))
        .AddActivityFunc<string, string>(Flaky, (_, key) =>
        {
            string token = journal.Happen(key, NoCause);
            return journal.CountOf(key) > FailedAttempts ? token : throw new TimeoutException("Not yet.");
        })
        .AddOrchestratorFunc<string, string>("chain", (context, _) => ChainAsync(context))
        .AddOrchestratorFunc<string, string>("fan", (context, _) => FanAsync(context))
        .AddOrchestratorFunc<string, string>("family", (context, _) => FamilyAsync(context))
        .AddOrchestratorFunc<int, string>("child", ChildAsync)
        .AddOrchestratorFunc<string, string>("timers", (context, _) => TimersAsync(context))
        .AddOrchestratorFunc<List<int>, string>("collector", CollectAsync)
        .AddOrchestratorFunc<List<string>, string>("eternal", EternalAsync)
        .AddOrchestratorFunc<string, string>("flaky", (context, _) => FlakyAsync(context))
        .AddOrchestratorFunc<string, string>("hanging", async (context, _) => await context.WaitForExternalEvent<string>("Never"));

    private static string Result(int count, IEnumerable<string> tokens) => $"{count}|{string.Join(',', tokens)}";

    private static Task<string> HappenAsync(TaskOrchestrationContext context, object what, string cause) =>
        context.CallActivityAsync<string>(Effect, $"{context.InstanceId}/{what} {cause}");

    private static async Task<string> ChainAsync(TaskOrchestrationContext context)
    {
        var tokens = new List<string>();
        for (int step = 0; step < Steps; step++) tokens.Add(await HappenAsync(context, step, tokens.LastOrDefault(NoCause)));
        return Result(tokens.Count, tokens);
    }

    private static async Task<string> FanAsync(TaskOrchestrationContext context)
    {
        string first = await HappenAsync(context, "first", NoCause);
        string[] tokens = await Task.WhenAll(Enumerable.Range(0, Steps).Select(n => HappenAsync(context, n, first)));
        return Result(tokens.Length, [first, .. tokens]);
    }

    private static async Task<string> FamilyAsync(TaskOrchestrationContext context)
    {
        Task<string>[] children = [.. Enumerable.Range(0, Children).Select(n =>
            context.CallSubOrchestratorAsync<string>("child", n, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child-{n}")))];
        int told = 0;
        for (int n = 0; n < Children; n++) told += await context.WaitForExternalEvent<int>("Told");
        return Result(told, await Task.WhenAll(children));
    }

    private static async Task<string> ChildAsync(TaskOrchestrationContext context, int number)
    {
        string token = await HappenAsync(context, "child", NoCause);
        await context.CreateTimer(Pause, CancellationToken.None);
        context.SendEvent(context.Parent!.InstanceId, "Told", number + 1);
        return token;
    }

    private static async Task<string> TimersAsync(TaskOrchestrationContext context)
    {
        var tokens = new List<string>();
        int onTime = 0;
        for (int step = 0; step < Steps; step++)
        {
            DateTime due = context.CurrentUtcDateTime + Pause;
            using var cancelled = new CancellationTokenSource();
            Task never = context.CreateTimer(TimeSpan.FromHours(1), cancelled.Token);
            Task first = await Task.WhenAny(never, context.CreateTimer(due, CancellationToken.None));
#pragma warning disable CA1849, MA0042 // it cancels durable timers on a thread of the pool: an orchestrator stays on its own
            cancelled.Cancel();
#pragma warning restore CA1849, MA0042
            if (first != never && context.CurrentUtcDateTime >= due) onTime++;
            tokens.Add(await HappenAsync(context, step, tokens.LastOrDefault(NoCause)));
        }

        return Result(onTime, tokens);
    }

    private static async Task<string> CollectAsync(TaskOrchestrationContext context, List<int> got)
    {
        got.Add(await context.WaitForExternalEvent<int>("Number"));
        if (got.Distinct().Count() < Numbers) context.ContinueAsNew(got);
        return Result(got.Distinct().Count(), got.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static async Task<string> EternalAsync(TaskOrchestrationContext context, List<string> tokens)
    {
        tokens.Add(await HappenAsync(context, tokens.Count, tokens.LastOrDefault(NoCause)));
        if (tokens.Count < Generations) context.ContinueAsNew(tokens);
        return Result(tokens.Count, tokens);
    }

    private static async Task<string> FlakyAsync(TaskOrchestrationContext context)
    {
        var policy = new RetryPolicy(maxNumberOfAttempts: FailedAttempts + 1, firstRetryInterval: Pause);
        string token = await context.CallActivityAsync<string>(Flaky, $"{context.InstanceId}/flaky", TaskOptions.FromRetryPolicy(policy));
        return Result(1, [token]);
    }
}
