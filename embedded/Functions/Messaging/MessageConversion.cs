using Azure.Core.Serialization;
using Azure.Messaging.ServiceBus;

namespace Embedded.Functions.Messaging;

/// <summary>Turns messages into what a function's trigger parameter asks for.</summary>
internal static class MessageConversion
{
    public static bool CanBind(Type type, bool isBatched) => !isBatched || (type.IsArray && type != typeof(byte[]));

    /// <summary>One message as a parameter's type: the message itself, its body raw, or its body as JSON.</summary>
    public static object? Convert(ServiceBusReceivedMessage message, Type type, ObjectSerializer serializer, CancellationToken cancellationToken)
    {
        if (type == typeof(ServiceBusReceivedMessage))
        {
            return message;
        }

        if (type == typeof(string))
        {
            return message.Body.ToString();
        }

        if (type == typeof(BinaryData))
        {
            return message.Body;
        }

        if (type == typeof(byte[]))
        {
            return message.Body.ToArray();
        }

        if (type == typeof(ReadOnlyMemory<byte>))
        {
            return message.Body.ToMemory();
        }

        using Stream body = message.Body.ToStream();
        return serializer.Deserialize(body, type, cancellationToken);
    }

    /// <summary>Several messages as an array of a parameter's element type.</summary>
    public static Array ConvertAll(IReadOnlyList<ServiceBusReceivedMessage> messages, Type arrayType, ObjectSerializer serializer, CancellationToken cancellationToken)
    {
        Type element = arrayType.GetElementType()!;
        Array array = Array.CreateInstance(element, messages.Count);
        for (int i = 0; i < messages.Count; i++)
        {
            array.SetValue(Convert(messages[i], element, serializer, cancellationToken), i);
        }

        return array;
    }

    /// <summary>The properties of a message that parameters are bound to by name.</summary>
    public static IReadOnlyDictionary<string, object?> BindingData(ServiceBusReceivedMessage message) => new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
    {
        ["messageId"] = message.MessageId,
        ["correlationId"] = message.CorrelationId,
        ["contentType"] = message.ContentType,
        ["subject"] = message.Subject,
        ["to"] = message.To,
        ["replyTo"] = message.ReplyTo,
        ["deliveryCount"] = message.DeliveryCount,
        ["sequenceNumber"] = message.SequenceNumber,
        ["enqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
        ["expiresAtUtc"] = message.ExpiresAt.UtcDateTime,
        ["deadLetterSource"] = message.DeadLetterSource,
    };
}
