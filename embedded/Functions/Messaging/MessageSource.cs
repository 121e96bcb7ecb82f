using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Messaging;

/// <summary>What a service-bus function listens to, its settings resolved.</summary>
internal sealed record MessageSource(string Connection, string? Queue, string? Topic, string? Subscription)
{
    private const string DefaultConnection = "ServiceBus";

    /// <exception cref="FunctionDefinitionException">A setting it names is missing.</exception>
    public static MessageSource Of(FunctionDescriptor function, IConfiguration configuration)
    {
        ServiceBusTriggerAttribute trigger = (ServiceBusTriggerAttribute)function.Trigger;
        string owner = $"the function '{function.Name}'";
        if (trigger.IsSessionsEnabled)
        {
            throw new FunctionDefinitionException($"The function '{function.Name}' asks for sessions, which the local service bus does not have.");
        }

        return new MessageSource(
            ConnectionOf(trigger.Connection, owner, configuration),
            trigger.QueueName is null ? null : BindingExpressions.Resolve(trigger.QueueName, configuration, owner),
            trigger.TopicName is null ? null : BindingExpressions.Resolve(trigger.TopicName, configuration, owner),
            trigger.SubscriptionName is null ? null : BindingExpressions.Resolve(trigger.SubscriptionName, configuration, owner));
    }

    /// <summary>The connection string, or the namespace, that a connection setting names.</summary>
    /// <exception cref="FunctionDefinitionException">There is no such setting.</exception>
    public static string ConnectionOf(string? name, string owner, IConfiguration configuration)
    {
        // The official extension's order: the setting itself, its AzureWebJobs form, then the section of an identity-based connection.
        string key = BindingExpressions.Resolve(name ?? DefaultConnection, configuration, owner);
        return configuration[key]
            ?? configuration["AzureWebJobs" + key]
            ?? configuration[$"{key}:fullyQualifiedNamespace"]
            ?? (name is null ? configuration["AzureWebJobsServiceBus"] : null)
            ?? throw new FunctionDefinitionException($"The setting '{key}', the service-bus connection of {owner}, does not exist or is empty.");
    }
}
