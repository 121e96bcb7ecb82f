using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Embedded.ServiceBus.Tests;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Crash_AfterAcknowledgement_LosesNothingAndRepeatsNothing()
    {
        await using LocalNamespace bus = new();
        await bus.Broker.EnsureQueueAsync("jobs");
        ServiceBusSender sender = bus.Client.CreateSender("jobs");
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        for (int i = 0; i < 20; i++) await sender.SendMessageAsync(new ServiceBusMessage($"{i}"));
        for (int i = 0; i < 5; i++) await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync())!);
        ServiceBusReceivedMessage held = (await receiver.ReceiveMessageAsync())!;

        bus.CrashAndReopen();

        IReadOnlyList<ServiceBusReceivedMessage> left = await receiver.ReceiveMessagesAsync(100);
        Assert.Equal(Enumerable.Range(5, 15).Select(i => $"{i}"), left.Select(message => message.Body.ToString()));
        Assert.Equal(2, left[0].DeliveryCount);
        Assert.Equal(held.SequenceNumber, left[0].SequenceNumber);
    }

    [Fact]
    public async Task Send_LogTakesNothingMore_IsAServiceThatDoesNotAnswer()
    {
        await using LocalNamespace bus = new();
        await bus.Broker.EnsureQueueAsync("jobs");
        bus.Log.Abandon();

        ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("lost")));
        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (lost.Reason, lost.IsTransient));
    }

    [Fact]
    public async Task Directory_NamespaceOpenedAgainBeforeTheFormerIsGone_TheFormerTakesNothingAwayWithIt()
    {
        await using LocalNamespace former = new();
        await using LocalNamespace next = new();
        NamespaceDirectory.Register("shared", former.Broker);
        NamespaceDirectory.Register("shared", next.Broker);

        NamespaceDirectory.Unregister("shared", former.Broker);
        Assert.Same(next.Broker, NamespaceDirectory.Find(NamespaceDirectory.HostOf("shared")));
        NamespaceDirectory.Unregister("shared", next.Broker);
        Assert.Throws<ServiceBusException>(() => NamespaceDirectory.Find(NamespaceDirectory.HostOf("shared")));
    }

    [Fact]
    public async Task Compaction_KeepsWhatLives()
    {
        await using LocalNamespace bus = new();
        await bus.Broker.EnsureQueueAsync("jobs");
        await bus.Broker.EnsureSubscriptionAsync("news", "one");
        await bus.Client.CreateSender("jobs").SendMessagesAsync(Enumerable.Range(0, 200).Select(i => new ServiceBusMessage($"{i}")));
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        foreach (ServiceBusReceivedMessage message in await receiver.ReceiveMessagesAsync(190)) await receiver.CompleteMessageAsync(message);
        await bus.Client.CreateSender("news").SendMessageAsync(new ServiceBusMessage("n"));

        await bus.Log.CompactAsync();
        bus.CrashAndReopen();

        Assert.Equal(10, (await receiver.PeekMessagesAsync(100, 0)).Count);
        Assert.Single(await bus.Client.CreateReceiver("news", "one").PeekMessagesAsync(100));
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("next"));
        Assert.Equal(201, (await receiver.PeekMessagesAsync(100, 200))[^1].SequenceNumber);
    }

    [Fact]
    public async Task Topic_EverySubscriptionGetsACopy_OfItsOwn()
    {
        await using LocalNamespace bus = new();
        foreach (string name in (string[])["one", "two"]) await bus.Broker.EnsureSubscriptionAsync("news", name);
        await bus.Client.CreateSender("news").SendMessageAsync(new ServiceBusMessage("hello"));
        ServiceBusReceiver one = bus.Client.CreateReceiver("news", "one");
        await one.CompleteMessageAsync((await one.ReceiveMessageAsync())!);

        bus.CrashAndReopen();

        Assert.Empty(await one.PeekMessagesAsync(10, 0));
        Assert.Equal("hello", (await bus.Client.CreateReceiver("news", "two").ReceiveMessageAsync())!.Body.ToString());
    }

    [Fact]
    public async Task Processor_HandlerFails_ToldAndDeliveredAgain()
    {
        await using LocalNamespace bus = new();
        await bus.Broker.EnsureQueueAsync("jobs");
        TaskCompletionSource<int> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<Exception> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ServiceBusProcessor processor = bus.Client.CreateProcessor("jobs");
        processor.ProcessMessageAsync += args =>
        {
            if (args.Message.DeliveryCount == 1) throw new InvalidOperationException("first time");
            done.SetResult(args.Message.DeliveryCount);
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += args =>
        {
            told.TrySetResult(args.Exception);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync();

        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Equal(2, await done.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal("first time", (await told.Task.WaitAsync(TimeSpan.FromSeconds(10))).Message);
        await processor.StopProcessingAsync();
        Assert.Empty(await bus.Client.CreateReceiver("jobs").PeekMessagesAsync(10, 0));
    }

    [Fact]
    public async Task Administration_MakesAndRemoves_WithTheServicesErrors()
    {
        await using LocalNamespace bus = new();
        ServiceBusAdministrationClient administration = new($"Endpoint=sb://{bus.Client.FullyQualifiedNamespace}/;SharedAccessKeyName=a;SharedAccessKey=b");

        await administration.CreateQueueAsync(new CreateQueueOptions("q") { MaxDeliveryCount = 7 });
        ServiceBusException taken = await Assert.ThrowsAsync<ServiceBusException>(() => administration.CreateQueueAsync("Q"));
        ServiceBusException noTopic = await Assert.ThrowsAsync<ServiceBusException>(() => administration.CreateSubscriptionAsync("t", "s"));
        bus.CrashAndReopen();

        Assert.Equal(ServiceBusFailureReason.MessagingEntityAlreadyExists, taken.Reason);
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, noTopic.Reason);
        Assert.Equal(7, (await administration.GetQueueAsync("q")).Value.MaxDeliveryCount);
        await administration.DeleteQueueAsync("q");
        Assert.False(await administration.QueueExistsAsync("q"));
    }
}
