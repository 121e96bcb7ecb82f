using Azure.Messaging.ServiceBus;

namespace Embedded.ServiceBus.Store;

/// <summary>Queues, topics and subscriptions.</summary>
internal sealed partial class MessageBroker
{
    /// <summary>The options of a queue or subscription; null when there is none.</summary>
    public EntityOptions? OptionsOf(string path)
    {
        lock (_log.Gate) return _store.FindQueue(path)?.Options;
    }

    /// <summary>Whether there is such a topic.</summary>
    public bool HasTopic(string topic)
    {
        lock (_log.Gate) return _store.IsTopic(topic);
    }

    /// <summary>Makes a queue.</summary>
    /// <returns>False when the name is taken.</returns>
    public Task<bool> CreateQueueAsync(string name, EntityOptions options) =>
        ChangeAsync(() => _store.FindQueue(name) is null && !_store.IsTopic(name), () => StoreRecord.QueueCreated(name, options));

    /// <summary>Makes a topic.</summary>
    /// <returns>False when the name is taken.</returns>
    public Task<bool> CreateTopicAsync(string name) =>
        ChangeAsync(() => _store.FindQueue(name) is null && !_store.IsTopic(name), () => StoreRecord.TopicCreated(name));

    /// <summary>Makes a subscription.</summary>
    /// <returns>False when there is one of that name.</returns>
    /// <exception cref="ServiceBusException">There is no such topic.</exception>
    public Task<bool> CreateSubscriptionAsync(string topic, string subscription, EntityOptions options) => ChangeAsync(
        () => _store.IsTopic(topic)
            ? _store.FindQueue(EntityPath.Subscription(topic, subscription)) is null
            : throw new ServiceBusException($"The topic '{topic}' could not be found.", ServiceBusFailureReason.MessagingEntityNotFound, topic),
        () => StoreRecord.SubscriptionCreated(topic, subscription, options));

    /// <summary>Removes a queue, a topic with its subscriptions, or a subscription.</summary>
    /// <returns>False when there is none.</returns>
    public Task<bool> DeleteAsync(string path) =>
        ChangeAsync(() => _store.IsTopic(path) || _store.FindQueue(path) is not null, () => StoreRecord.EntityDeleted(path));

    /// <summary>Makes a queue unless there is one.</summary>
    public Task EnsureQueueAsync(string name) => CreateQueueAsync(name, EntityOptions.Default);

    /// <summary>Makes a topic and a subscription unless there are some.</summary>
    public async Task EnsureSubscriptionAsync(string topic, string subscription)
    {
        await CreateTopicAsync(topic);
        await CreateSubscriptionAsync(topic, subscription, EntityOptions.Default);
    }

    private async Task<bool> ChangeAsync(Func<bool> allowed, Func<byte[]> record)
    {
        long position;
        lock (_log.Gate)
        {
            Open(_store, "$management");
            if (!allowed()) return false;
            byte[] change = record();
            position = Append(change);
            _store.Apply(change);
        }

        await WhenDurableAsync(position);
        return true;
    }
}
