using Azure.Core.Serialization;
using Azure.Messaging.ServiceBus;
using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Messaging;

/// <summary>
/// Hands the messages of a queue or subscription to a function: completed when it succeeds, abandoned when it fails, their locks renewed while it runs.
/// It waits for messages by signal and takes no more than it may run at a time.
/// </summary>
internal sealed partial class MessagePump(
    FunctionDescriptor function,
    ServiceBusReceiver receiver,
    FunctionInvoker invoker,
    HostOptions options,
    ObjectSerializer serializer,
    TimeProvider time,
    ActivityCounter running) : IAsyncDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrentCalls);
    private Task _receiving = Task.CompletedTask;

    private ServiceBusTriggerAttribute Attribute => (ServiceBusTriggerAttribute)function.Trigger;

    public void Start() => _receiving = ReceiveAsync();

    /// <summary>Takes no more messages; those being run go on.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _receiving;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await receiver.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ReceiveAsync()
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _slots.WaitAsync(_stop.Token);
                IReadOnlyList<ServiceBusReceivedMessage> messages = await TakeAsync();
                if (messages.Count == 0)
                {
                    _slots.Release();
                    continue;
                }

                _ = ProcessAsync(messages, running.Enter());
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> TakeAsync()
    {
        try
        {
            return await receiver.ReceiveMessagesAsync(Attribute.IsBatched ? options.MaxMessageBatchSize : 1, WaitMax, _stop.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The service may be back later: an app's listener does not end because one receive failed.
            LogReceiveFailed(invoker.Logger, function.Name, e);
            await Task.Delay(FailurePause, time, _stop.Token);
            return [];
        }
    }

    private async Task ProcessAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, ActivityCounter.Scope scope)
    {
        using (scope)
        {
            SettledMessages settled = new();
            using CancellationTokenSource done = new();
            Task renewing = RenewAsync(messages, settled, done.Token);
            bool succeeded = await RunAsync(messages, settled);
            await done.CancelAsync();
            await renewing;
            foreach (ServiceBusReceivedMessage message in messages)
            {
                await SettleAsync(message, succeeded, settled);
            }

            _slots.Release();
        }
    }

    private async Task<bool> RunAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, SettledMessages settled)
    {
        try
        {
            Type type = function.TriggerParameter.Type;
            object? value = Attribute.IsBatched
                ? MessageConversion.ConvertAll(messages, type, serializer, CancellationToken.None)
                : MessageConversion.Convert(messages[0], type, serializer, CancellationToken.None);
            await invoker.InvokeAsync(new Trigger(function, value, Attribute.IsBatched ? NoData.Instance : MessageConversion.BindingData(messages[0]))
            {
                MessageActions = new ServiceBusMessageActions(receiver, settled),
            });
            return true;
        }
        catch (Exception e)
        {
            LogFailed(invoker.Logger, function.Name, messages[0].MessageId, messages[0].DeliveryCount, e);
            return false;
        }
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, bool succeeded, SettledMessages settled)
    {
        if (settled.Contains(message) || (succeeded && !Attribute.AutoCompleteMessages))
        {
            return;
        }

        try
        {
            if (succeeded)
            {
                await receiver.CompleteMessageAsync(message);
            }
            else
            {
                await receiver.AbandonMessageAsync(message);
            }
        }
        catch (Exception e)
        {
            // Its lock runs out and it is delivered again.
            LogNotSettled(invoker.Logger, message.MessageId, function.Name, e);
        }
    }

    private async Task RenewAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, SettledMessages settled, CancellationToken done)
    {
        DateTimeOffset end = time.GetUtcNow() + options.MaxAutoLockRenewal;
        try
        {
            while (true)
            {
                TimeSpan left = messages.Min(message => message.LockedUntil) - time.GetUtcNow();
                if (time.GetUtcNow() + (left / 2) >= end || left <= TimeSpan.Zero)
                {
                    return;
                }

                await Task.Delay(left / 2, time, done);
                foreach (ServiceBusReceivedMessage message in messages.Where(message => !settled.Contains(message)))
                {
                    await receiver.RenewMessageLockAsync(message, done);
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The function has ended.
        }
        catch (ServiceBusException e)
        {
            LogLockLost(invoker.Logger, function.Name, e);
        }
    }

    [LoggerMessage(501, LogLevel.Error, "The function '{FunctionName}' could not receive messages; it is tried again.")]
    private static partial void LogReceiveFailed(ILogger logger, string functionName, Exception exception);

    [LoggerMessage(502, LogLevel.Warning, "The function '{FunctionName}' failed for the message '{MessageId}' at delivery {DeliveryCount}: it is abandoned.")]
    private static partial void LogFailed(ILogger logger, string functionName, string? messageId, int deliveryCount, Exception exception);

    [LoggerMessage(503, LogLevel.Warning, "The message '{MessageId}' of the function '{FunctionName}' could not be settled: it will be delivered again.")]
    private static partial void LogNotSettled(ILogger logger, string? messageId, string functionName, Exception exception);

    [LoggerMessage(504, LogLevel.Warning, "The lock of a message that the function '{FunctionName}' works on could not be renewed.")]
    private static partial void LogLockLost(ILogger logger, string functionName, Exception exception);
}
