using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VirtualTime;

namespace Embedded.Functions.Tests.Durable;

public sealed class DurableFunctionsTests
{
    [Fact]
    public async Task Orchestrate_StartedOverHttp_RunsItsActivityAndAnswers()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(DurableApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.PostAsync("/api/greetings/ada", null);

        Assert.Equal("hello ada by Greeting", await response.Content.ReadAsStringAsync());
        Assert.Equal(["Greet True True"], app.Journal().Entries);
    }

    [Theory]
    [InlineData("Careless", "System.InvalidOperationException", "not 3", "System.ArgumentException")]
    [InlineData("Eager", "System.NotSupportedException", "never", null)]
    public async Task Orchestrate_ActivityThrows_TheFailureIsTheExceptionItself(string orchestrator, string errorType, string message, string? innerType)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(DurableApp));

        OrchestrationMetadata done = await RunAsync(app, orchestrator);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        TaskFailureDetails failure = done.FailureDetails!.InnerFailure!;
        Assert.Equal(errorType, failure.ErrorType);
        Assert.Equal(message, failure.ErrorMessage);
        Assert.Equal(innerType, failure.InnerFailure?.ErrorType);
    }

    [Fact]
    public async Task Orchestrate_WithMiddleware_RunsAroundOrchestratorsAndActivities()
    {
        await using AppInstance app = await TestApp.StartAsync(
            builder => builder.UseMiddleware(async (context, next) =>
            {
                Journal journal = context.InstanceServices.GetRequiredService<Journal>();
                journal.Write($"> {context.FunctionDefinition.Name}");
                await next();
                journal.Write($"< {context.FunctionDefinition.Name}");
            }),
            typeof(DurableApp));

        OrchestrationMetadata done = await RunAsync(app, "Greeting", "ada");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        IReadOnlyList<string> entries = app.Journal().Entries;
        Assert.Equal("> Greeting", entries[0]);
        Assert.Equal("< Greeting", entries[^1]);
        int activity = entries.ToList().IndexOf("> Greet");
        Assert.Equal(["> Greet", "Greet True True", "< Greet"], entries.Skip(activity).Take(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_InstanceAsleep_GoesOnWhereItWas(bool killed)
    {
        VirtualTimeProvider time = new();
        AppInstanceOptions options = TestApp.Options(typeof(DurableApp)) with { TimeProvider = time, Disk = new MemoryDisk() };
        AppInstance first = await AppInstance.StartAsync(options);
        Journal journal = first.Journal();
        string id = await first.DurableClient.ScheduleNewOrchestrationInstanceAsync("Sleeper");
        await journal.WaitAsync();
        await Until.TrueAsync(() => first.IsIdle && first.NextDue is not null);
        Assert.Equal(time.GetUtcNow().AddHours(6), first.NextDue);
        await (killed ? first.AbandonAsync() : first.StopAsync());
        await first.DisposeAsync();

        await using AppInstance second = await AppInstance.StartAsync(options);
        time.Advance(TimeSpan.FromHours(6));
        OrchestrationMetadata done = await second.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal(id, done.ReadOutputAs<string>());
        Assert.Equal(["before"], journal.Entries);
        Assert.Equal(["after"], second.Journal().Entries);
    }

    [Fact]
    public async Task Stop_ActivityThatDoesNotEnd_IsToldToAndRunsAgainAfterTheRestart()
    {
        AppInstanceOptions options = TestApp.Options(typeof(DurableApp)) with { DrainLimit = TimeSpan.FromMilliseconds(100) };
        AppInstance first = await AppInstance.StartAsync(options);
        await first.DurableClient.ScheduleNewOrchestrationInstanceAsync("Hopeless");
        await first.Journal().WaitAsync();
        await first.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await using AppInstance second = await AppInstance.StartAsync(options);
        await second.Journal().WaitAsync();

        Assert.Equal(["endless"], second.Journal().Entries);
    }

    private static async Task<OrchestrationMetadata> RunAsync(AppInstance app, string orchestrator, object? input = null)
    {
        string id = await app.DurableClient.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        return await app.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
