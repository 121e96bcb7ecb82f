using Azure.Messaging.ServiceBus;

namespace Embedded.ServiceBus.Store;

/// <summary>Writes and reads the records of the message store.</summary>
internal static class StoreRecord
{
    public static byte[] QueueCreated(string path, EntityOptions options) => Write(StoreRecordKind.QueueCreated, writer =>
    {
        writer.Write(path);
        WriteOptions(writer, options);
    });

    public static byte[] TopicCreated(string topic) => Write(StoreRecordKind.TopicCreated, writer => writer.Write(topic));

    public static byte[] SubscriptionCreated(string topic, string subscription, EntityOptions options) => Write(StoreRecordKind.SubscriptionCreated, writer =>
    {
        writer.Write(topic);
        writer.Write(subscription);
        WriteOptions(writer, options);
    });

    public static byte[] EntityDeleted(string path) => Write(StoreRecordKind.EntityDeleted, writer => writer.Write(path));

    public static byte[] MessagesPut(IReadOnlyList<(string Queue, StoredMessage Message)> puts) => Write(StoreRecordKind.MessagesPut, writer =>
    {
        writer.Write7BitEncodedInt(puts.Count);
        foreach ((string queue, StoredMessage message) in puts)
        {
            writer.Write(queue);
            WriteMessage(writer, message);
        }
    });

    public static byte[] MessagesRemoved(string queue, IReadOnlyList<long> sequences) => Write(StoreRecordKind.MessagesRemoved, writer =>
    {
        writer.Write(queue);
        writer.Write7BitEncodedInt(sequences.Count);
        foreach (long sequence in sequences) writer.Write7BitEncodedInt64(sequence);
    });

    public static byte[] DeadLettered(string queue, long sequence, string deadLetterQueue, StoredMessage message) => Write(StoreRecordKind.DeadLettered, writer =>
    {
        writer.Write(queue);
        writer.Write7BitEncodedInt64(sequence);
        writer.Write(deadLetterQueue);
        WriteMessage(writer, message);
    });

    public static byte[] IdRemembered(string queue, string messageId, DateTimeOffset at) => Write(StoreRecordKind.IdRemembered, writer =>
    {
        writer.Write(queue);
        writer.Write(messageId);
        writer.Write(at.UtcTicks);
    });

    public static byte[] SequenceKept(string queue, long sequence) => Write(StoreRecordKind.SequenceKept, writer =>
    {
        writer.Write(queue);
        writer.Write7BitEncodedInt64(sequence);
    });

    public static EntityOptions ReadOptions(BinaryReader reader) => new(
        new TimeSpan(reader.ReadInt64()),
        reader.ReadInt32(),
        new TimeSpan(reader.ReadInt64()),
        reader.ReadBoolean(),
        reader.ReadBoolean() ? new TimeSpan(reader.ReadInt64()) : null);

    public static StoredMessage ReadMessage(BinaryReader reader)
    {
        long sequence = reader.Read7BitEncodedInt64();
        var enqueuedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        int deliveries = reader.Read7BitEncodedInt();
        var state = (ServiceBusMessageState)reader.ReadByte();
        string? source = ReadText(reader);
        var content = new SentContent
        {
            Body = reader.ReadBytes(reader.Read7BitEncodedInt()),
            MessageId = ReadText(reader),
            CorrelationId = ReadText(reader),
            Subject = ReadText(reader),
            ContentType = ReadText(reader),
            To = ReadText(reader),
            ReplyTo = ReadText(reader),
            PartitionKey = ReadText(reader),
            TimeToLive = new TimeSpan(reader.ReadInt64()),
            ScheduledFor = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            Properties = PropertyCodec.Read(reader),
        };
        return new StoredMessage(sequence, content, enqueuedAt, deliveries, state, source);
    }

    private static void WriteMessage(BinaryWriter writer, StoredMessage message)
    {
        SentContent content = message.Content;
        writer.Write7BitEncodedInt64(message.Sequence);
        writer.Write(message.EnqueuedAt.UtcTicks);
        writer.Write7BitEncodedInt(message.DeliveryCount);
        writer.Write((byte)message.State);
        WriteText(writer, message.DeadLetterSource);
        writer.Write7BitEncodedInt(content.Body.Length);
        writer.Write(content.Body);
        foreach (string? text in (string?[])[content.MessageId, content.CorrelationId, content.Subject, content.ContentType, content.To, content.ReplyTo, content.PartitionKey])
        {
            WriteText(writer, text);
        }

        writer.Write(content.TimeToLive.Ticks);
        writer.Write(content.ScheduledFor.UtcTicks);
        PropertyCodec.Write(writer, content.Properties);
    }

    private static void WriteOptions(BinaryWriter writer, EntityOptions options)
    {
        writer.Write(options.LockDuration.Ticks);
        writer.Write(options.MaxDeliveryCount);
        writer.Write(options.DefaultTimeToLive.Ticks);
        writer.Write(options.DeadLettersExpired);
        writer.Write(options.DuplicateWindow is not null);
        if (options.DuplicateWindow is { } window) writer.Write(window.Ticks);
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static byte[] Write(StoreRecordKind kind, Action<BinaryWriter> write)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write((byte)kind);
        write(writer);
        writer.Flush();
        return buffer.ToArray();
    }
}
