using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Engine;

/// <summary>Random small orchestrations, killed at random moments, end as they do undisturbed; so they do when every step is replayed.</summary>
public sealed class RandomScenarioTests
{
    /// <summary>One step of a scenario: its kind and how much of it.</summary>
    public sealed record Step(int Kind, int Size);

    private const int Kinds = 14;

    private static readonly Arbitrary<Step[]> Scenarios = Gen.Choose(0, Kinds - 1)
        .SelectMany(kind => Gen.Choose(1, 4).Select(size => new Step(kind, size)))
        .NonEmptyListOf()
        .Select(steps => steps.Take(8).ToArray())
        .ToArbitrary();

    [Fact]
    public void Run_KilledAtRandomMoments_EndsAsUndisturbed() =>
        Prop.ForAll(Scenarios, Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (steps, seed) =>
        {
            string expected = Task.Run(() => UndisturbedAsync(steps, new DurableEngineOptions())).GetAwaiter().GetResult();
            return Task.Run(() => DisturbedAsync(steps, new Random(seed))).GetAwaiter().GetResult() == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_ReplayedAtEachStep_EndsAsKeptInMemory() =>
        Prop.ForAll(Scenarios, steps =>
        {
            string expected = Task.Run(() => UndisturbedAsync(steps, new DurableEngineOptions())).GetAwaiter().GetResult();
            return Task.Run(() => UndisturbedAsync(steps, new DurableEngineOptions { ReplaysAlways = true })).GetAwaiter().GetResult() == expected;
        }).QuickCheckThrowOnFailure();

    private static async Task<string> UndisturbedAsync(Step[] steps, DurableEngineOptions options)
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, time: new ManualTime(), options: options);
        return Text(await engine.DriveToEndAsync(await engine.ScheduleAsync("Run", steps, "scenario")));
    }

    private static async Task<string> DisturbedAsync(Step[] steps, Random chance)
    {
        var time = new ManualTime();
        TestEngine engine = await TestEngine.StartAsync(Tasks, time: time);
        await engine.ScheduleAsync("Run", steps, "scenario");
        for (int kills = 0; kills < 5; kills++)
        {
            // Sometimes in the middle of the work, sometimes when it waits, sometimes after the clock has moved on.
            for (int moves = chance.Next(4); moves > 0; moves--)
            {
                if (chance.Next(2) == 0) await engine.IdleAsync();
                if (engine.Engine.NextTimerDue is { } due) time.AdvanceTo(due);
            }

            for (int spins = chance.Next(30); spins > 0; spins--) await Task.Yield();
            var disk = engine.Kill(chance);
            await engine.DisposeAsync();
            engine = await TestEngine.StartAsync(Tasks, disk, time, new DurableEngineOptions { ReplaysAlways = chance.Next(2) == 0 });
        }

        await using (engine) return Text(await engine.DriveToEndAsync("scenario"));
    }

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<int, int>("Square", (_, n) => n * n)
        .AddActivityFunc<int, int>("Fail", int (_, n) => throw new InvalidOperationException($"failed {n}", new TimeoutException("why")))
        .AddEntity<Account>()
        .AddOrchestratorFunc<int, int>("Child", async (context, n) =>
        {
            if (n % 2 == 0) await context.CreateTimer(TimeSpan.FromSeconds(n), CancellationToken.None);
            return await context.CallActivityAsync<int>("Square", n);
        })
        .AddOrchestratorFunc<Step[], List<string>>("Run", async (context, steps) =>
        {
            var seen = new List<string>();
            foreach ((Step step, int index) in steps.Select((step, index) => (step, index)))
            {
                seen.Add(await TakeAsync(context, step, index));
                if (step.Kind != 9 || index == 0) continue;
                context.ContinueAsNew(steps[(index + 1)..]);
                return seen;
            }

            return seen;
        });

    private static async Task<string> TakeAsync(TaskOrchestrationContext context, Step step, int index)
    {
        switch (step.Kind)
        {
            case 0:
                return $"square {await context.CallActivityAsync<int>("Square", step.Size)}";
            case 1:
                int[] squares = await Task.WhenAll(Enumerable.Range(0, step.Size * 3).Select(n => context.CallActivityAsync<int>("Square", n)));
                return $"squares {squares.Sum()}";
            case 2:
                await context.CreateTimer(TimeSpan.FromMinutes(step.Size), CancellationToken.None);
                return "slept";
            case 3:
                return $"child {await context.CallSubOrchestratorAsync<int>("Child", step.Size)}";
            case 4:
                var policy = new RetryPolicy(step.Size, TimeSpan.FromSeconds(1), backoffCoefficient: 2);
                return await ThrownAsync(() => context.CallActivityAsync<int>("Fail", step.Size, TaskOptions.FromRetryPolicy(policy)));
            case 5:
                for (int n = 0; n < step.Size; n++) context.SendEvent(context.InstanceId, "Self" + index, n);
                var got = new List<int>();
                while (got.Count < step.Size) got.Add(await context.WaitForExternalEvent<int>("Self" + index));
                return $"got {string.Join(',', got)}";
            case 6:
                return await ThrownAsync(() => context.WaitForExternalEvent<int>("Never" + index, TimeSpan.FromSeconds(step.Size)));
            case 7:
                context.SetCustomStatus(new { index, step.Size });
                return context.NewGuid().Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
            case 8:
                using (var cancel = new CancellationTokenSource())
                {
                    Task timer = context.CreateTimer(TimeSpan.FromHours(step.Size), cancel.Token);
                    Task<int> child = context.CallSubOrchestratorAsync<int>("Child", step.Size);

                    // Which of the two is first may differ when the clock moves while nothing runs; that it ends, and how, may not.
                    await Task.WhenAny(timer, child);
                    cancel.Cancel();
                    return $"child {await child}";
                }

            case 10:
                return $"added {await context.Entities.CallEntityAsync<int>(Account.Id("a"), "Add", step.Size)}";
            case 11:
                // It goes on counting while the scenario goes on: its state is no part of the outcome.
                await context.Entities.SignalEntityAsync(Account.Id("counting"), "CountDown", step.Size);
                return await ThrownAsync(() => context.Entities.CallEntityAsync<int>(Account.Id("b"), "AddThenThrow", step.Size));
            case 12:
                await context.Entities.SignalEntityAsync(Account.Id("late"), "Add", step.Size, new DateTimeOffset(context.CurrentUtcDateTime.AddMinutes(step.Size)));
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return $"late {await context.Entities.CallEntityAsync<int>(Account.Id("late"), "Get")}";
            case 13:
                await using (await context.Entities.LockEntitiesAsync(Account.Id("b"), Account.Id("c")))
                {
                    int b = await context.Entities.CallEntityAsync<int>(Account.Id("b"), "Add", step.Size);
                    return $"moved {b} {await context.Entities.CallEntityAsync<int>(Account.Id("c"), "Add", -b)}";
                }

            default:
                return "on";
        }
    }

    private static async Task<string> ThrownAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return $"{await action()}";
        }
        catch (Exception e) when (e is TaskFailedException or TaskCanceledException or EntityOperationFailedException)
        {
            return $"{e.Message} {(e as TaskFailedException)?.FailureDetails.InnerFailure?.ErrorMessage}";
        }
    }

    private static string Text(OrchestrationMetadata state) =>
        $"{state.RuntimeStatus} {state.SerializedOutput} {state.SerializedCustomStatus} {state.FailureDetails?.ErrorMessage}";
}
