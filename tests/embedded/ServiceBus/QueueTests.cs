using Azure.Messaging.ServiceBus;
using Embedded.ServiceBus.Store;

namespace Embedded.ServiceBus.Tests;

public sealed class QueueTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Send_Received_CarriesEverything()
    {
        await using LocalNamespace bus = await OpenAsync();
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("body")
        {
            MessageId = "m1", CorrelationId = "c", Subject = "s", ContentType = "text/plain", To = "t", ReplyTo = "r", ApplicationProperties = { ["n"] = 42, ["g"] = Guid.Empty },
        });

        ServiceBusReceivedMessage? message = await bus.Client.CreateReceiver("jobs").ReceiveMessageAsync();

        Assert.NotNull(message);
        Assert.Equal(("body", "m1", "c", "s"), (message.Body.ToString(), message.MessageId, message.CorrelationId, message.Subject));
        Assert.Equal(("text/plain", "t", "r", 1), (message.ContentType, message.To, message.ReplyTo, message.DeliveryCount));
        Assert.Equal(42, message.ApplicationProperties["n"]);
        Assert.Equal(bus.Time.GetUtcNow() + TimeSpan.FromMinutes(1), message.LockedUntil);
    }

    [Fact]
    public async Task Receive_WaitingReceivers_AreWokenByASend()
    {
        await using LocalNamespace bus = await OpenAsync();
        Task<ServiceBusReceivedMessage?> waiting = bus.Client.CreateReceiver("jobs").ReceiveMessageAsync(TimeSpan.FromHours(1));
        Assert.False(waiting.IsCompleted);

        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("late"));

        Assert.Equal("late", (await waiting.WaitAsync(TimeSpan.FromSeconds(10)))!.Body.ToString());
    }

    [Fact]
    public async Task Receive_NothingComes_EndsEmptyAfterTheWait()
    {
        await using LocalNamespace bus = await OpenAsync();
        Task<ServiceBusReceivedMessage?> waiting = bus.Client.CreateReceiver("jobs").ReceiveMessageAsync(TimeSpan.FromSeconds(5));

        bus.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Null(await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Lock_RunsOut_DeliveredAgainAndCounted()
    {
        await using LocalNamespace bus = await OpenAsync();
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("x"));
        ServiceBusReceivedMessage first = (await receiver.ReceiveMessageAsync())!;

        bus.Time.Advance(TimeSpan.FromMinutes(1));

        ServiceBusReceivedMessage second = (await receiver.ReceiveMessageAsync())!;
        Assert.Equal(2, second.DeliveryCount);
        ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
        await receiver.CompleteMessageAsync(second);
    }

    [Fact]
    public async Task Lock_Renewed_HoldsOn()
    {
        await using LocalNamespace bus = await OpenAsync();
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("x"));
        ServiceBusReceivedMessage message = (await receiver.ReceiveMessageAsync())!;

        bus.Time.Advance(TimeSpan.FromSeconds(50));
        await receiver.RenewMessageLockAsync(message);
        bus.Time.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(bus.Time.GetUtcNow() + TimeSpan.FromSeconds(10), message.LockedUntil);
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task Abandon_MoreThanMaxDeliveries_DeadLetteredWithReason()
    {
        await using LocalNamespace bus = await OpenAsync(EntityOptions.Default with { MaxDeliveryCount = 3 });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("poison"));

        for (int delivery = 1; delivery <= 3; delivery++)
        {
            ServiceBusReceivedMessage message = (await receiver.ReceiveMessageAsync())!;
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message);
        }

        ServiceBusReceiver dead = bus.Client.CreateReceiver("jobs", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        ServiceBusReceivedMessage? end = await dead.ReceiveMessageAsync();
        Assert.Equal(("poison", "MaxDeliveryCountExceeded", "jobs"), (end!.Body.ToString(), end.DeadLetterReason, end.DeadLetterSource));
        Assert.Empty(await receiver.PeekMessagesAsync(10));
    }

    [Fact]
    public async Task DeadLetter_WithReason_KeptOnTheMessage()
    {
        await using LocalNamespace bus = await OpenAsync();
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("x"));

        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync())!, "Broken", "It does not parse.");

        ServiceBusReceivedMessage? dead = await bus.Client.CreateReceiver("jobs", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).ReceiveMessageAsync();
        Assert.Equal(("Broken", "It does not parse."), (dead!.DeadLetterReason, dead.DeadLetterErrorDescription));
    }

    [Fact]
    public async Task Defer_ReceivedByNumberOnly()
    {
        await using LocalNamespace bus = await OpenAsync();
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("later"));
        ServiceBusReceivedMessage message = (await receiver.ReceiveMessageAsync())!;
        await receiver.DeferMessageAsync(message);

        Assert.Equal(ServiceBusMessageState.Deferred, Assert.Single(await receiver.PeekMessagesAsync(10, 0)).State);
        ServiceBusReceivedMessage? taken = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        await receiver.CompleteMessageAsync(taken!);
        ServiceBusException gone = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveDeferredMessageAsync(message.SequenceNumber));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, gone.Reason);
    }

    [Fact]
    public async Task Schedule_ComesWhenDue_UnlessCancelled()
    {
        await using LocalNamespace bus = await OpenAsync();
        ServiceBusSender sender = bus.Client.CreateSender("jobs");
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs");
        long kept = await sender.ScheduleMessageAsync(new ServiceBusMessage("kept"), bus.Time.GetUtcNow().AddMinutes(5));
        long cancelled = await sender.ScheduleMessageAsync(new ServiceBusMessage("cancelled"), bus.Time.GetUtcNow().AddMinutes(5));
        await sender.CancelScheduledMessageAsync(cancelled);
        Task<ServiceBusReceivedMessage?> waiting = receiver.ReceiveMessageAsync(TimeSpan.FromHours(1));

        bus.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.False(waiting.IsCompleted);
        bus.Time.Advance(TimeSpan.FromMinutes(1));

        ServiceBusReceivedMessage message = (await waiting.WaitAsync(TimeSpan.FromSeconds(10)))!;
        Assert.Equal(("kept", kept), (message.Body.ToString(), message.SequenceNumber));
        Assert.Empty(await receiver.PeekMessagesAsync(10, kept + 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TimeToLive_IsOver_DroppedOrDeadLettered(bool deadLetters)
    {
        await using LocalNamespace bus = await OpenAsync(EntityOptions.Default with { DeadLettersExpired = deadLetters });
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("x") { TimeToLive = TimeSpan.FromSeconds(10) });

        bus.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(await bus.Client.CreateReceiver("jobs").PeekMessagesAsync(10));
        ServiceBusReceiver dead = bus.Client.CreateReceiver("jobs", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.Equal(deadLetters ? 1 : 0, (await dead.PeekMessagesAsync(10)).Count);
    }

    [Fact]
    public async Task DuplicateDetection_SameIdWithinTheWindow_Dropped()
    {
        await using LocalNamespace bus = await OpenAsync(EntityOptions.Default with { DuplicateWindow = TimeSpan.FromMinutes(10) });
        ServiceBusSender sender = bus.Client.CreateSender("jobs");
        await sender.SendMessageAsync(new ServiceBusMessage("1") { MessageId = "same" });
        bus.CrashAndReopen();
        await sender.SendMessageAsync(new ServiceBusMessage("2") { MessageId = "same" });
        bus.Time.Advance(TimeSpan.FromMinutes(11));
        await sender.SendMessageAsync(new ServiceBusMessage("3") { MessageId = "same" });

        Assert.Equal(["1", "3"], (await bus.Client.CreateReceiver("jobs").PeekMessagesAsync(10)).Select(message => message.Body.ToString()));
    }

    [Fact]
    public async Task ReceiveAndDelete_NothingToSettle()
    {
        await using LocalNamespace bus = await OpenAsync();
        await bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage("x"));
        ServiceBusReceiver receiver = bus.Client.CreateReceiver("jobs", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        ServiceBusReceivedMessage message = (await receiver.ReceiveMessageAsync())!;

        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message));
        bus.CrashAndReopen();
        Assert.Empty(await receiver.PeekMessagesAsync(10, 0));
    }

    [Fact]
    public async Task Entity_DoesNotExist_SaysSo()
    {
        await using LocalNamespace bus = new();

        ServiceBusException sent = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Client.CreateSender("none").SendMessageAsync(new ServiceBusMessage("x")));
        ServiceBusException received = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Client.CreateReceiver("none").ReceiveMessageAsync(Soon));

        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, sent.Reason);
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, received.Reason);
    }

    [Fact]
    public async Task Message_TooLarge_Refused()
    {
        await using LocalNamespace bus = await OpenAsync();

        ServiceBusException refused = await Assert.ThrowsAsync<ServiceBusException>(
            () => bus.Client.CreateSender("jobs").SendMessageAsync(new ServiceBusMessage(new byte[MessageBroker.MessageSizeMax + 1])));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
    }

    private static async Task<LocalNamespace> OpenAsync(EntityOptions? options = null)
    {
        LocalNamespace bus = new();
        Assert.True(await bus.Broker.CreateQueueAsync("jobs", options ?? EntityOptions.Default));
        return bus;
    }
}
