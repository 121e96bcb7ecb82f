using Embedded.Storage;

namespace Embedded.ServiceBus.Store;

/// <summary>
/// A service-bus namespace on a log: queues, topics, subscriptions and their messages. Everything here is used with the log's gate held; what goes out
/// to callers goes through <see cref="MessageBroker"/>.
/// </summary>
internal sealed class MessageStore : ILogParticipant
{
    private readonly Dictionary<string, MessageQueue> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedSet<string>> _topics = new(StringComparer.OrdinalIgnoreCase);

    public byte Id => 3;

    public IEnumerable<MessageQueue> Queues => _queues.Values;

    public IReadOnlyDictionary<string, SortedSet<string>> Topics => _topics;

    public MessageQueue? FindQueue(string path) => _queues.GetValueOrDefault(path);

    public bool IsTopic(string name) => _topics.ContainsKey(name);

    /// <summary>The queues that a message sent to a name goes to; null when there is no such entity.</summary>
    public IReadOnlyList<MessageQueue>? Targets(string name)
    {
        if (_topics.TryGetValue(name, out SortedSet<string>? subscriptions))
        {
            return [.. subscriptions.Select(subscription => _queues[EntityPath.Subscription(name, subscription)])];
        }

        return _queues.TryGetValue(name, out MessageQueue? queue) ? [queue] : null;
    }

    public void Apply(ReadOnlySpan<byte> record)
    {
        using var reader = new BinaryReader(new MemoryStream(record.ToArray()));
        switch ((StoreRecordKind)reader.ReadByte())
        {
            case StoreRecordKind.QueueCreated:
                AddQueue(reader.ReadString(), StoreRecord.ReadOptions(reader));
                break;
            case StoreRecordKind.TopicCreated:
                _topics.TryAdd(reader.ReadString(), new SortedSet<string>(StringComparer.OrdinalIgnoreCase));
                break;
            case StoreRecordKind.SubscriptionCreated:
                AddSubscription(reader.ReadString(), reader.ReadString(), StoreRecord.ReadOptions(reader));
                break;
            case StoreRecordKind.EntityDeleted:
                DeleteEntity(reader.ReadString());
                break;
            case StoreRecordKind.MessagesPut:
                for (int left = reader.Read7BitEncodedInt(); left > 0; left--) PutMessage(reader);
                break;
            case StoreRecordKind.MessagesRemoved:
                RemoveMessages(reader);
                break;
            case StoreRecordKind.DeadLettered:
                _queues[reader.ReadString()].Remove(reader.Read7BitEncodedInt64());
                PutMessage(reader);
                break;
            case StoreRecordKind.IdRemembered:
                _queues[reader.ReadString()].Remember(reader.ReadString(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));
                break;
            case StoreRecordKind.SequenceKept:
                _queues[reader.ReadString()].KeepSequence(reader.Read7BitEncodedInt64());
                break;
            case var unknown:
                throw new InvalidDataException($"A record of the message store is of the unknown kind {(byte)unknown}: the log is of a newer version.");
        }
    }

    public ILogSnapshot CaptureSnapshot()
    {
        var entities = new List<byte[]>();
        foreach (string topic in _topics.Keys) entities.Add(StoreRecord.TopicCreated(topic));
        HashSet<string> subscribed = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string topic, SortedSet<string> subscriptions) in _topics)
        {
            foreach (string subscription in subscriptions)
            {
                string path = EntityPath.Subscription(topic, subscription);
                subscribed.Add(path);
                entities.Add(StoreRecord.SubscriptionCreated(topic, subscription, _queues[path].Options));
            }
        }

        foreach (MessageQueue queue in _queues.Values)
        {
            if (!EntityPath.IsDeadLetter(queue.Path) && !subscribed.Contains(queue.Path)) entities.Add(StoreRecord.QueueCreated(queue.Path, queue.Options));
        }

        foreach (MessageQueue queue in _queues.Values)
        {
            if (queue.LastSequence > 0) entities.Add(StoreRecord.SequenceKept(queue.Path, queue.LastSequence));
            foreach ((string id, DateTimeOffset at) in queue.SeenIds) entities.Add(StoreRecord.IdRemembered(queue.Path, id, at));
        }

        return new MessageStoreSnapshot(entities, [.. _queues.Values.Select(queue => (queue.Path, (StoredMessage[])[.. queue.Messages]))]);
    }

    private void AddQueue(string path, EntityOptions options)
    {
        if (_queues.ContainsKey(path)) return;
        _queues.Add(path, new MessageQueue(path, options));
        string deadLetter = EntityPath.DeadLetterOf(path);

        // what is dead-lettered stays until somebody takes it
        _queues.Add(deadLetter, new MessageQueue(deadLetter, options with { MaxDeliveryCount = int.MaxValue, DefaultTimeToLive = TimeSpan.MaxValue, DuplicateWindow = null }));
    }

    private void AddSubscription(string topic, string subscription, EntityOptions options)
    {
        _topics[topic].Add(subscription);
        AddQueue(EntityPath.Subscription(topic, subscription), options);
    }

    private void DeleteEntity(string path)
    {
        if (_topics.Remove(path, out SortedSet<string>? subscriptions))
        {
            foreach (string subscription in subscriptions) DeleteQueue(EntityPath.Subscription(path, subscription));
            return;
        }

        foreach ((string topic, SortedSet<string> names) in _topics) names.RemoveWhere(name => string.Equals(EntityPath.Subscription(topic, name), path, StringComparison.OrdinalIgnoreCase));
        DeleteQueue(path);
    }

    private void DeleteQueue(string path)
    {
        foreach (string name in (string[])[path, EntityPath.DeadLetterOf(path)])
        {
            if (_queues.Remove(name, out MessageQueue? queue)) queue.WakeAll();
        }
    }

    private void PutMessage(BinaryReader reader)
    {
        string queue = reader.ReadString();
        StoredMessage message = StoreRecord.ReadMessage(reader);
        _queues[queue].Put(message);
    }

    private void RemoveMessages(BinaryReader reader)
    {
        MessageQueue queue = _queues[reader.ReadString()];
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--) queue.Remove(reader.Read7BitEncodedInt64());
    }
}
