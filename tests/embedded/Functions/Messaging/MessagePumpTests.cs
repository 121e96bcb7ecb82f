using System.Net;
using Azure.Messaging.ServiceBus;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Tests.Messaging;

public sealed class MessagePumpTests
{
    [Fact]
    public async Task Receive_Text_IsBoundWithTheMessagesProperties()
    {
        await using AppInstance app = await StartAsync(typeof(MessageApp));
        await using ServiceBusClient bus = Bus(app);

        await bus.CreateSender("texts").SendMessageAsync(new ServiceBusMessage("hi") { MessageId = "m1" });
        await app.Journal().WaitAsync();

        Assert.Equal(["text hi m1 1"], app.Journal().Entries);
        await Until.TrueAsync(() => app.IsIdle);
    }

    [Fact]
    public async Task Receive_Json_IsBoundAndTheReturnValueIsSentOn()
    {
        await using AppInstance app = await StartAsync(typeof(MessageApp));
        await using ServiceBusClient bus = Bus(app);

        await bus.CreateSender("orders").SendMessageAsync(new ServiceBusMessage("{\"item\":\"nail\",\"count\":2}"));
        await app.Journal().WaitAsync(2);

        Assert.Equal(["order nail", "reply done nail"], app.Journal().Entries);
    }

    [Fact]
    public async Task Send_FromAnHttpFunctionsProperty_ReachesTheTopicsSubscription()
    {
        await using AppInstance app = await StartAsync(typeof(MessageApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.PostAsync("/api/publish", null);
        await app.Journal().WaitAsync(2);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(["event one ", "event two "], app.Journal().Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Receive_FunctionAlwaysFails_DeadLettersAfterTheLastDelivery()
    {
        await using AppInstance app = await StartAsync(typeof(MessageApp.Poison));
        await using ServiceBusClient bus = Bus(app);

        await bus.CreateSender("poison").SendMessageAsync(new ServiceBusMessage("x"));
        await app.Journal().WaitAsync(10);
        ServiceBusReceivedMessage dead = await DeadLetterAsync(bus, "poison");

        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Equal(10, app.Journal().Entries.Count);
    }

    [Fact]
    public async Task Receive_MessageActions_SettleTheMessage()
    {
        await using AppInstance app = await StartAsync(typeof(MessageApp.Settling));
        await using ServiceBusClient bus = Bus(app);

        await bus.CreateSender("settling").SendMessagesAsync([new ServiceBusMessage("good"), new ServiceBusMessage("bad")]);
        await app.Journal().WaitAsync(2);
        ServiceBusReceivedMessage dead = await DeadLetterAsync(bus, "settling");

        Assert.Equal("bad", dead.DeadLetterReason);
        Assert.Equal(2, app.Journal().Entries.Count);
    }

    [Fact]
    public async Task Receive_Batch_IsBoundAsAnArray()
    {
        await using AppInstance app = await StartAsync(typeof(MessageApp.Batch));
        await using ServiceBusClient bus = Bus(app);

        await bus.CreateSender("batch").SendMessagesAsync([new ServiceBusMessage("a"), new ServiceBusMessage("b"), new ServiceBusMessage("c")]);
        await Until.TrueAsync(() => string.Join('+', app.Journal().Entries).Count(c => c == '+') == 2);

        Assert.Equal("a+b+c", string.Join('+', app.Journal().Entries));
    }

    [Fact]
    public async Task Receive_MessageSentBeforeAKill_ArrivesAfterTheRestart()
    {
        AppInstanceOptions options = TestApp.Options(typeof(MessageApp.Batch));
        AppInstance first = await AppInstance.StartAsync(options);
        await using (ServiceBusClient bus = Bus(first))
        {
            await first.StopAsync();
        }

        AppInstanceOptions second = options with { Functions = Embedded.Functions.Discovery.AppModel.FromTypes([typeof(CatchAllApp)]) };
        AppInstance sender = await AppInstance.StartAsync(second);
        await using (ServiceBusClient bus = Bus(sender))
        {
            await bus.CreateSender("batch").SendMessageAsync(new ServiceBusMessage("kept"));
        }

        await sender.AbandonAsync();
        await using AppInstance third = await AppInstance.StartAsync(options);
        await third.Journal().WaitAsync();

        Assert.Equal(["kept"], third.Journal().Entries);
    }

    private static Task<AppInstance> StartAsync(Type functions) => AppInstance.StartAsync(TestApp.Options(functions) with
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Replies"] = "replies" },
    });

    private static ServiceBusClient Bus(AppInstance app) => new(app.Services.GetRequiredService<IConfiguration>()["ServiceBus"]!);

    private static async Task<ServiceBusReceivedMessage> DeadLetterAsync(ServiceBusClient bus, string queue)
    {
        await using ServiceBusReceiver receiver = bus.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        ServiceBusReceivedMessage? message = await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(10));
        return message ?? throw new InvalidOperationException($"The dead-letter queue of '{queue}' is empty.");
    }
}
