using Azure.Messaging.ServiceBus;
using Embedded.Functions.Messaging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the messages a function was started with.</summary>
public class ServiceBusMessageActions
{
    private readonly ServiceBusReceiver? _receiver;
    private readonly SettledMessages? _settled;

    internal ServiceBusMessageActions(ServiceBusReceiver receiver, SettledMessages settled)
    {
        _receiver = receiver;
        _settled = settled;
    }

    protected ServiceBusMessageActions()
    {
    }

    private ServiceBusReceiver Receiver =>
        _receiver ?? throw new InvalidOperationException("These message actions belong to no trigger: override the members that a test needs.");

    public virtual async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await Receiver.CompleteMessageAsync(message, cancellationToken);
        _settled?.Add(message);
    }

    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        await Receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken);
        _settled?.Add(message);
    }

    public virtual async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        await (deadLetterReason is null && deadLetterErrorDescription is null
            ? Receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken)
            : Receiver.DeadLetterMessageAsync(message, propertiesToModify ?? [], deadLetterReason!, deadLetterErrorDescription, cancellationToken));
        _settled?.Add(message);
    }

    public virtual async Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        await Receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken);
        _settled?.Add(message);
    }

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Receiver.RenewMessageLockAsync(message, cancellationToken);
}
