using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using PlatformDeployer.Azure.Messaging;

namespace PlatformDeployer.Azure.Tests.Messaging;

public sealed class ServiceBusDeadMessagesTests
{
    [Fact]
    public async Task Retry_OneOfSeveral_SendsItAndLeavesTheOthers()
    {
        await using TestNamespace bus = TestNamespace.Open();
        await bus.Administration.CreateQueueAsync(new CreateQueueOptions(ServiceBusReportSignal.QueueName) { MaxDeliveryCount = 2 });
        foreach (string body in new[] { "a", "b", "c" }) await DieAsync(bus, body);
        var messages = new ServiceBusDeadMessages(bus.Client);
        IReadOnlyList<DeadMessage> dead = await messages.ListAsync(CancellationToken.None);
        Assert.Equal(3, dead.Count);
        Assert.All(dead, message => Assert.Equal(("MaxDeliveryCountExceeded", ServiceBusReportSignal.QueueName, 2), (message.Reason, message.Queue, message.Deliveries)));

        Assert.True(await messages.RetryAsync(dead[1].Number, CancellationToken.None));
        Assert.False(await messages.RetryAsync(dead[1].Number, CancellationToken.None));
        Assert.Equal("b", (await bus.Client.CreateReceiver(ServiceBusReportSignal.QueueName).ReceiveMessageAsync())!.Body.ToString());
        Assert.Equal([dead[0].Number, dead[2].Number], (await messages.ListAsync(CancellationToken.None)).Select(message => message.Number));
    }

    [Fact]
    public async Task List_WithoutAQueue_IsEmpty()
    {
        await using TestNamespace bus = TestNamespace.Open();
        var messages = new ServiceBusDeadMessages(bus.Client);
        Assert.Empty(await messages.ListAsync(CancellationToken.None));
        Assert.False(await messages.RetryAsync(1, CancellationToken.None));
    }

    private static async Task DieAsync(TestNamespace bus, string body)
    {
        await using ServiceBusReceiver receiver = bus.Client.CreateReceiver(ServiceBusReportSignal.QueueName);
        await bus.Client.CreateSender(ServiceBusReportSignal.QueueName).SendMessageAsync(new ServiceBusMessage(body));
        for (int delivery = 0; delivery < 2; delivery++) await receiver.AbandonMessageAsync((await receiver.ReceiveMessageAsync())!);
    }
}
