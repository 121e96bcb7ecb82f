using Azure.Messaging.ServiceBus;

namespace PlatformDeployer.Azure.Messaging;

/// <summary>The dead-letter queue of <c>report-due</c>.</summary>
/// <param name="client">The namespace.</param>
public sealed class ServiceBusDeadMessages(ServiceBusClient client) : IDeadMessages
{
    private const int MessagesMax = 1000;
    private const int BatchMax = 100;
    private const string UnknownReason = "Unknown";

    // What is there is there at once; what is longer in coming is not there.
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadMessage>> ListAsync(CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = Open();
        try
        {
            IReadOnlyList<ServiceBusReceivedMessage> seen = await receiver.PeekMessagesAsync(MessagesMax, fromSequenceNumber: 0, cancellationToken);
            return [.. seen.Select(Show)];
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RetryAsync(long number, CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = Open();
        await using ServiceBusSender sender = client.CreateSender(ServiceBusReportSignal.QueueName);
        var others = new List<ServiceBusReceivedMessage>();
        try
        {
            // A queue gives messages in its own order: what comes before the wanted one is held, and given back when it was found.
            while (others.Count < MessagesMax)
            {
                IReadOnlyList<ServiceBusReceivedMessage> taken = await receiver.ReceiveMessagesAsync(BatchMax, WaitMax, cancellationToken);
                if (taken.Count == 0) return false;
                others.AddRange(taken.Where(message => message.SequenceNumber != number));
                if (taken.FirstOrDefault(message => message.SequenceNumber == number) is not { } found) continue;

                // Sent before it is taken away: twice is better than never.
                await sender.SendMessageAsync(new ServiceBusMessage(found), cancellationToken);
                await receiver.CompleteMessageAsync(found, CancellationToken.None);
                return true;
            }

            return false;
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            return false;
        }
        finally
        {
            foreach (ServiceBusReceivedMessage other in others) await receiver.AbandonMessageAsync(other, cancellationToken: CancellationToken.None);
        }
    }

    private static DeadMessage Show(ServiceBusReceivedMessage message) => new(
        message.SequenceNumber,
        ServiceBusReportSignal.QueueName,
        message.DeadLetterReason ?? UnknownReason,
        message.DeadLetterErrorDescription,
        message.DeliveryCount,
        message.EnqueuedTime);

    private ServiceBusReceiver Open() => client.CreateReceiver(ServiceBusReportSignal.QueueName, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
}
