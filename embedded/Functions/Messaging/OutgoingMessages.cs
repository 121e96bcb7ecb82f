using System.Collections;
using Azure.Core.Serialization;
using Azure.Messaging.ServiceBus;

namespace Embedded.Functions.Messaging;

/// <summary>Turns the value of a service-bus output into messages: a collection into one each, text and bytes as they are, all else as JSON.</summary>
internal static class OutgoingMessages
{
    /// <exception cref="NotSupportedException">The value is a message: an output binding carries bodies, and a sender carries messages.</exception>
    public static IEnumerable<ServiceBusMessage> Of(object? value, ObjectSerializer serializer) => value switch
    {
        null => [],
        string or byte[] or BinaryData => [One(value, serializer)],
        IDictionary => [One(value, serializer)],
        IEnumerable many => many.Cast<object?>().Where(item => item is not null).Select(item => One(item!, serializer)),
        _ => [One(value, serializer)],
    };

    private static ServiceBusMessage One(object value, ObjectSerializer serializer) => value switch
    {
        string text => new ServiceBusMessage(text) { ContentType = "text/plain" },
        byte[] bytes => new ServiceBusMessage(BinaryData.FromBytes(bytes)) { ContentType = "application/octet-stream" },
        BinaryData data => new ServiceBusMessage(data),
        ServiceBusMessage => throw new NotSupportedException("A service-bus output carries a body: text, bytes or an object. To send a ServiceBusMessage, use a ServiceBusSender."),
        _ => new ServiceBusMessage(serializer.Serialize(value)) { ContentType = "application/json" },
    };
}
