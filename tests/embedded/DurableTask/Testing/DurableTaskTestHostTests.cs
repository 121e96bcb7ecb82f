using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.DurableTask.Tests.Testing;

public sealed class DurableTaskTestHostTests
{
    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivity<Greet>()
        .AddOrchestratorFunc<string, string>("Work", async (context, name) =>
        {
            await context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            return await context.CallActivityAsync<string>(nameof(Greet), name);
        });

    [Fact]
    public async Task Start_OnAFolder_GoesOnWhereItsLastHostEnded()
    {
        string folder = Directory.CreateTempSubdirectory("durable-test-host").FullName;
        try
        {
            var time = new ManualTime();
            var options = new DurableTaskTestHostOptions
            {
                ConfigureServices = services => services.AddSingleton(new DurableFolder(folder)).AddSingleton<TimeProvider>(time).AddSingleton(new Greeting("Hello")),
            };
            DurableTaskTestHost first = await DurableTaskTestHost.StartAsync(Tasks, options);
            string id = await first.Client.ScheduleNewOrchestrationInstanceAsync("Work", "Ada");
            await first.Engine.WhenIdleAsync();
            await Assert.ThrowsAsync<LogInUseException>(() => DurableTaskTestHost.StartAsync(Tasks, options));
            first.Abandon();
            await using DurableTaskTestHost second = await DurableTaskTestHost.StartAsync(Tasks, options);
            time.Advance(TimeSpan.FromDays(31));
            OrchestrationMetadata end = await second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
            Assert.Equal("Hello Ada", end.ReadOutputAs<string>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_OnAFolder_FindsTheEntitiesOfItsLastHost()
    {
        string folder = Directory.CreateTempSubdirectory("durable-test-host").FullName;
        try
        {
            var options = new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton(new DurableFolder(folder)) };
            DurableTaskTestHost first = await DurableTaskTestHost.StartAsync(tasks => tasks.AddEntity<Account>(), options);
            await first.Client.Entities.SignalEntityAsync(Account.Id("a"), "Add", 1);
            await first.Engine.WhenIdleAsync();
            await first.Client.Entities.SignalEntityAsync(Account.Id("a"), "Add", 2);
            first.Abandon();
            await using DurableTaskTestHost second = await DurableTaskTestHost.StartAsync(tasks => tasks.AddEntity<Account>(), options);
            await second.Engine.WhenIdleAsync();
            Assert.Equal(3, (await second.Client.Entities.GetEntityAsync<int>(Account.Id("a")))!.State);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Activity_OfAClass_GetsAScopeOfItsOwn()
    {
        await using DurableTaskTestHost host = await DurableTaskTestHost.StartAsync(
            tasks => tasks
                .AddActivity<Count>()
                .AddOrchestratorFunc<string>("Work", async context => $"{await context.CallActivityAsync<int>(nameof(Count))}{await context.CallActivityAsync<int>(nameof(Count))}"),
            new DurableTaskTestHostOptions { ConfigureServices = services => services.AddScoped<Counter>() });
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Work");
        Assert.Equal("22", (await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true)).ReadOutputAs<string>());
    }

    public sealed record Greeting(string Word);

    public sealed class Greet(Greeting greeting) : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult($"{greeting.Word} {input}");
    }

    public sealed class Counter
    {
        public int Value { get; set; }
    }

    public sealed class Count(Counter counter, IServiceProvider services) : TaskActivity<object, int>
    {
        public override Task<int> RunAsync(TaskActivityContext context, object input)
        {
            counter.Value++;
            services.GetRequiredService<Counter>().Value++;
            return Task.FromResult(counter.Value);
        }
    }
}
