using System.Globalization;
using Microsoft.DurableTask;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>One generation of an orchestration that follows a script.</summary>
internal sealed class ScriptRun(TaskOrchestrationContext context, ScriptOrder order)
{
    public const string Orchestrator = "Script";
    public const string Activity = "Errand";

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);

    private readonly List<string> _seen = [.. order.Seen];
    private readonly Dictionary<string, int> _received = new(order.Received, StringComparer.Ordinal);

    public async Task<ScriptResult> RunAsync()
    {
        for (int i = order.From; i < order.Steps.Count; i++)
        {
            Step step = order.Steps[i];
            if (step.Kind == StepKind.Renew)
            {
                _seen.Add("renewed");
                context.ContinueAsNew(new ScriptOrder(order.Steps, i + 1, _seen, _received));
                break;
            }

            _seen.Add(await TakeAsync(step, i));
        }

        return new ScriptResult(_seen, _received);
    }

    public static string EventName(int index) => string.Create(CultureInfo.InvariantCulture, $"e{index}");

    public static string EventKey(int index, int number) => string.Create(CultureInfo.InvariantCulture, $"e{index}.{number}");

    private async Task<string> TakeAsync(Step step, int index)
    {
        switch (step.Kind)
        {
            case StepKind.Call:
                return Text($"called {await CallAsync(index, 0, step.Size)}");
            case StepKind.Spread:
                int[] answers = await Task.WhenAll(Enumerable.Range(0, step.Size * 2).Select(number => CallAsync(index, number, number)));
                return Text($"spread {answers.Sum()}");
            case StepKind.Sleep:
                DateTime due = context.CurrentUtcDateTime.AddMinutes(step.Size);
                await context.CreateTimer(due, CancellationToken.None);
                return context.CurrentUtcDateTime < due ? "woken too early" : "slept";
            case StepKind.Retry:
                return await RefusedAsync(step, index);
            case StepKind.Collect:
                return await CollectAsync(step.Size, index);
            case StepKind.Echo:
                for (int number = 0; number < step.Size; number++) context.SendEvent(context.InstanceId, EventName(index), number);
                return await CollectAsync(step.Size, index);
            case StepKind.Miss:
                return await MissedAsync(step, index);
            case StepKind.Race:
                return await RaceAsync(step, index);
            case StepKind.Child:
                return await CallChildAsync(step, index);
            case StepKind.Tell:
                context.SetCustomStatus(new { index });
                return "told";
            case StepKind.Fail:
                throw new InvalidOperationException(Script.FailureMessage);
            default:
                throw new InvalidOperationException($"A {step.Kind} is no step of its own.");
        }
    }

    private Task<int> CallAsync(int index, int part, int number) =>
        context.CallActivityAsync<int>(Activity, new Errand(Text($"{context.InstanceId}/{index}/{part}"), number, Fails: false));

    private async Task<string> RefusedAsync(Step step, int index)
    {
        var policy = new RetryPolicy(step.Size, RetryPause, backoffCoefficient: 2);
        try
        {
            await context.CallActivityAsync<int>(
                Activity, new Errand(Text($"{context.InstanceId}/{index}/0"), step.Size, Fails: true), TaskOptions.FromRetryPolicy(policy));
            return "not refused";
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorMessage;
        }
    }

    private async Task<string> CollectAsync(int count, int index)
    {
        var numbers = new SortedSet<int>();
        while (numbers.Count < count)
        {
            int number = await context.WaitForExternalEvent<int>(EventName(index));
            numbers.Add(number);
            string key = EventKey(index, number);
            _received[key] = _received.GetValueOrDefault(key) + 1;
        }

        return Text($"got {string.Join(',', numbers)}");
    }

    private async Task<string> MissedAsync(Step step, int index)
    {
        try
        {
            await context.WaitForExternalEvent<int>(Text($"never{index}"), TimeSpan.FromSeconds(step.Size));
            return "not missed";
        }
        catch (TaskCanceledException)
        {
            return "missed";
        }
    }

    private async Task<string> RaceAsync(Step step, int index)
    {
        using var cancel = new CancellationTokenSource();
        Task<int> call = CallAsync(index, 0, step.Size);
        await Task.WhenAny(call, context.CreateTimer(TimeSpan.FromSeconds(step.Size), cancel.Token));
        cancel.Cancel();
        return Text($"called {await call}");
    }

    private async Task<string> CallChildAsync(Step step, int index)
    {
        try
        {
            ScriptResult result = await context.CallSubOrchestratorAsync<ScriptResult>(
                Orchestrator, ScriptOrder.Of(step.Child!), new SubOrchestrationOptions(instanceId: Text($"{context.InstanceId}-{index}")));
            return string.Join('|', result.Seen);
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorMessage;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
