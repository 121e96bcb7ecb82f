using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.App;

public sealed class MessageApp(Journal journal)
{
    [Function("Text")]
    public void Text([ServiceBusTrigger("texts")] string text, string messageId, int deliveryCount) =>
        journal.Write($"text {text} {messageId} {deliveryCount}");

    [Function("Json")]
    [ServiceBusOutput("%Replies%")]
    public string Json([ServiceBusTrigger("orders")] Order order)
    {
        journal.Write($"order {order.Item}");
        return $"done {order.Item}";
    }

    [Function("Replies")]
    public void Replies([ServiceBusTrigger("%Replies%")] BinaryData data) => journal.Write($"reply {data}");

    [Function("Topic")]
    public void Topic([ServiceBusTrigger("events", "all")] ServiceBusReceivedMessage message) => journal.Write($"event {message.Body} {message.Subject}");

    [Function("Publish")]
    public static Published Publish([HttpTrigger("post", Route = "publish")] HttpRequest request) => new() { Events = ["one", "two"], Response = Results.Accepted() };

    public sealed class Published
    {
        [ServiceBusOutput("events", ServiceBusEntityType.Topic)]
        public string[] Events { get; set; } = [];

        [HttpResult]
        public IResult? Response { get; set; }
    }

    public sealed class Poison(Journal journal)
    {
        [Function("Poison")]
        public void Run([ServiceBusTrigger("poison")] ServiceBusReceivedMessage message)
        {
            journal.Write($"delivery {message.DeliveryCount}");
            throw new InvalidOperationException("never");
        }
    }

    public sealed class Settling(Journal journal)
    {
        [Function("Settling")]
        public async Task Run(
            [ServiceBusTrigger("settling", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken)
        {
            string body = message.Body.ToString();
            if (body == "bad")
            {
                await actions.DeadLetterMessageAsync(message, deadLetterReason: "bad", cancellationToken: cancellationToken);
            }
            else
            {
                await actions.CompleteMessageAsync(message, cancellationToken);
            }

            journal.Write(body);
        }
    }

    public sealed class Batch(Journal journal)
    {
        [Function("Batch")]
        public void Run([ServiceBusTrigger("batch", IsBatched = true)] string[] texts) => journal.Write(string.Join('+', texts));
    }
}
