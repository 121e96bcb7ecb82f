using Azure.Core.Serialization;
using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Messaging;

/// <summary>Sends what functions put out to the service bus.</summary>
internal sealed class MessageOutputSender(MessageConnections connections, IConfiguration configuration, IOptions<WorkerOptions> options) : IOutputSender
{
    public async Task SendAsync(FunctionInvocationContext context)
    {
        foreach ((OutputBinding binding, object? value) in context.Outputs.Values)
        {
            if (binding.Message is not { } target || value is null)
            {
                continue;
            }

            ObjectSerializer serializer = options.Value.Serializer!;
            string owner = $"the function '{context.Function.Name}'";
            string connection = MessageSource.ConnectionOf(target.Connection, owner, configuration);
            string entity = BindingExpressions.Resolve(target.QueueOrTopicName, configuration, owner);
            await connections.Sender(connection, entity).SendMessagesAsync(OutgoingMessages.Of(value, serializer), context.CancellationToken);
        }
    }
}
