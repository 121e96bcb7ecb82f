using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.Functions.Tests.Durable;

public sealed class EntityFunctionTests
{
    [Theory]
    [InlineData("tally", "Count", "1")]
    [InlineData("Basket", "put", "1")]
    [InlineData("Echo", "say", "say hello")]
    [InlineData("Echo", "fail", "System.TimeoutException: echo failed")]
    [InlineData("Basket", "burn", "System.NotSupportedException: No suitable method found for entity operation 'basket/burn'.")]
    [InlineData("Idle", "say", "System.InvalidOperationException: The entity function has not dispatched the operation 'idle/say'.")]
    [InlineData("Twice", "Put", "System.InvalidOperationException: The operation 'twice/Put' has been dispatched already.")]
    public async Task Call_OfAnEntityFunction_GivesWhatItsDispatcherGave(string entity, string operation, string result)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(EntityApp));

        string id = await app.DurableClient.ScheduleNewOrchestrationInstanceAsync("Call", new[] { entity, operation, "hello" });
        OrchestrationMetadata done = await app.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(result, done.ReadOutputAs<string>());
        if (entity == "tally")
        {
            Assert.Equal(["counts hello"], app.Journal().Entries);
        }

        if (entity == "Echo")
        {
            // How the operation ends is nothing to the function.
            Assert.Equal(["Echo @echo@x"], app.Journal().Entries);
        }

        if (entity == "Twice")
        {
            Assert.Null(await app.DurableClient.Entities.GetEntityAsync(new EntityInstanceId("twice", "x")));
        }
    }

    [Fact]
    public async Task Restart_AfterASignal_KeepsTheState()
    {
        AppInstanceOptions options = TestApp.Options(typeof(EntityApp));
        AppInstance first = await AppInstance.StartAsync(options);
        await first.DurableClient.Entities.SignalEntityAsync(new EntityInstanceId("Basket", "x"), "Put", "apple");
        await first.AbandonAsync();
        await first.DisposeAsync();

        await using AppInstance second = await AppInstance.StartAsync(options);
        await Until.TrueAsync(() => second.IsIdle);
        EntityMetadata basket = (await second.DurableClient.Entities.GetEntityAsync(new EntityInstanceId("Basket", "x")))!;

        Assert.Equal("{\"Things\":[\"apple\"]}", basket.State.Value);
    }
}
