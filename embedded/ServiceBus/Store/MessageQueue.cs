using Azure.Messaging.ServiceBus;

namespace Embedded.ServiceBus.Store;

/// <summary>The messages of one queue, subscription or dead-letter queue. All of it is used with the log's gate held.</summary>
internal sealed class MessageQueue(string path, EntityOptions options)
{
    private readonly SortedDictionary<long, StoredMessage> _messages = [];
    private readonly SortedSet<long> _ready = [];
    private readonly Dictionary<Guid, MessageLock> _locks = [];
    private readonly Dictionary<string, DateTimeOffset> _seenIds = new(StringComparer.Ordinal);
    private readonly List<TaskCompletionSource> _waiters = [];

    public string Path { get; } = path;

    public EntityOptions Options { get; } = options;

    public long LastSequence { get; private set; }

    public IEnumerable<StoredMessage> Messages => _messages.Values;

    public IReadOnlyDictionary<string, DateTimeOffset> SeenIds => _seenIds;

    public StoredMessage? Find(long sequence) => _messages.GetValueOrDefault(sequence);

    public void Put(StoredMessage message)
    {
        LastSequence = Math.Max(LastSequence, message.Sequence);
        _messages[message.Sequence] = message;
        if (message.State == ServiceBusMessageState.Active) _ready.Add(message.Sequence);
        else _ready.Remove(message.Sequence);
        if (Options.DuplicateWindow is not null && message.Content.MessageId is { } id) _seenIds[id] = message.EnqueuedAt;
        if (message.State == ServiceBusMessageState.Active) Wake();
    }

    public void KeepSequence(long sequence) => LastSequence = Math.Max(LastSequence, sequence);

    public void Remember(string messageId, DateTimeOffset at) => _seenIds[messageId] = at;

    public bool IsDuplicate(SentContent content, DateTimeOffset now)
    {
        if (Options.DuplicateWindow is not { } window || content.MessageId is null) return false;
        foreach (string old in _seenIds.Where(seen => now - seen.Value > window).Select(seen => seen.Key).ToArray()) _seenIds.Remove(old);
        return _seenIds.ContainsKey(content.MessageId);
    }

    public StoredMessage? Remove(long sequence)
    {
        _ready.Remove(sequence);
        _messages.Remove(sequence, out StoredMessage? removed);
        return removed;
    }

    /// <summary>The first message that can be received.</summary>
    public StoredMessage? FirstReady() => _ready.Count == 0 ? null : _messages[_ready.Min];

    public MessageLock Lock(StoredMessage delivered, DateTimeOffset now)
    {
        _messages[delivered.Sequence] = delivered;
        _ready.Remove(delivered.Sequence);
        var held = new MessageLock(Guid.NewGuid(), delivered.Sequence, now + Options.LockDuration);
        _locks.Add(held.Token, held);
        return held;
    }

    /// <summary>The hold of a token, if it has not run out.</summary>
    public MessageLock? Held(Guid token, DateTimeOffset now) => _locks.TryGetValue(token, out MessageLock? held) && held.Until > now ? held : null;

    public MessageLock Renew(MessageLock held, DateTimeOffset now)
    {
        MessageLock renewed = held with { Until = now + Options.LockDuration };
        _locks[held.Token] = renewed;
        return renewed;
    }

    public void Unlock(Guid token) => _locks.Remove(token);

    /// <summary>A message that was held can be received again.</summary>
    public void Release(long sequence)
    {
        if (!_messages.TryGetValue(sequence, out StoredMessage? message) || message.State != ServiceBusMessageState.Active) return;
        _ready.Add(sequence);
        Wake();
    }

    public IReadOnlyList<MessageLock> LocksOver(DateTimeOffset now) => [.. _locks.Values.Where(held => held.Until <= now)];

    public IReadOnlyList<StoredMessage> Due(DateTimeOffset now) =>
        [.. _messages.Values.Where(message => message.State == ServiceBusMessageState.Scheduled && message.Content.ScheduledFor <= now)];

    /// <summary>Those whose life is over and which nobody holds.</summary>
    public IReadOnlyList<StoredMessage> Expired(DateTimeOffset now) => [.. _ready.Select(sequence => _messages[sequence]).Where(message => message.ExpiresAt <= now)];

    /// <summary>Ends when a message may have become receivable.</summary>
    public TaskCompletionSource Wait()
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Add(waiter);
        return waiter;
    }

    public void GiveUp(TaskCompletionSource waiter) => _waiters.Remove(waiter);

    public void WakeAll()
    {
        foreach (TaskCompletionSource waiter in _waiters) waiter.TrySetResult();
        _waiters.Clear();
    }

    // the longest waiting is served first
    private void Wake()
    {
        while (_waiters.Count > 0)
        {
            TaskCompletionSource first = _waiters[0];
            _waiters.RemoveAt(0);
            if (first.TrySetResult()) return;
        }
    }
}
