using Azure.Core;
using Embedded.ServiceBus;
using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus.Administration;

public class ServiceBusAdministrationClient
{
    private readonly string _host;

    public ServiceBusAdministrationClient(string connectionString) => _host = ConnectionText.HostOf(connectionString);

    public ServiceBusAdministrationClient(string fullyQualifiedNamespace, TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _host = ConnectionText.HostOf(fullyQualifiedNamespace);
    }

    protected ServiceBusAdministrationClient() => _host = "";

    private MessageBroker Broker => NamespaceDirectory.Find(_host);

    public virtual Task<Response<QueueProperties>> CreateQueueAsync(string name, CancellationToken cancellationToken = default) =>
        CreateQueueAsync(new CreateQueueOptions(name), cancellationToken);

    public virtual async Task<Response<QueueProperties>> CreateQueueAsync(CreateQueueOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        EntityOptions asked = options.ToOptions();
        if (!await Broker.CreateQueueAsync(options.Name, asked)) throw Taken(options.Name);
        return ManagementResponse.Of(201, new QueueProperties(options.Name, asked));
    }

    public virtual Task<Response<bool>> QueueExistsAsync(string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(ManagementResponse.Of(200, Broker.OptionsOf(name) is not null));

    public virtual Task<Response<QueueProperties>> GetQueueAsync(string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(ManagementResponse.Of(200, new QueueProperties(name, Broker.OptionsOf(name) ?? throw Missing(name))));

    public virtual Task<Response> DeleteQueueAsync(string name, CancellationToken cancellationToken = default) => DeleteAsync(name);

    public virtual Task<Response<TopicProperties>> CreateTopicAsync(string name, CancellationToken cancellationToken = default) =>
        CreateTopicAsync(new CreateTopicOptions(name), cancellationToken);

    public virtual async Task<Response<TopicProperties>> CreateTopicAsync(CreateTopicOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!await Broker.CreateTopicAsync(options.Name)) throw Taken(options.Name);
        return ManagementResponse.Of(201, new TopicProperties(options.Name));
    }

    public virtual Task<Response<bool>> TopicExistsAsync(string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(ManagementResponse.Of(200, Broker.HasTopic(name)));

    public virtual Task<Response> DeleteTopicAsync(string name, CancellationToken cancellationToken = default) => DeleteAsync(name);

    public virtual Task<Response<SubscriptionProperties>> CreateSubscriptionAsync(
        string topicName, string subscriptionName, CancellationToken cancellationToken = default) =>
        CreateSubscriptionAsync(new CreateSubscriptionOptions(topicName, subscriptionName), cancellationToken);

    public virtual async Task<Response<SubscriptionProperties>> CreateSubscriptionAsync(
        CreateSubscriptionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        EntityOptions asked = options.ToOptions();
        if (!await Broker.CreateSubscriptionAsync(options.TopicName, options.SubscriptionName, asked)) throw Taken(options.SubscriptionName);
        return ManagementResponse.Of(201, new SubscriptionProperties(options.TopicName, options.SubscriptionName, asked));
    }

    public virtual Task<Response<bool>> SubscriptionExistsAsync(string topicName, string subscriptionName, CancellationToken cancellationToken = default) =>
        Task.FromResult(ManagementResponse.Of(200, Broker.OptionsOf(EntityPath.Subscription(topicName, subscriptionName)) is not null));

    public virtual Task<Response> DeleteSubscriptionAsync(string topicName, string subscriptionName, CancellationToken cancellationToken = default) =>
        DeleteAsync(EntityPath.Subscription(topicName, subscriptionName));

    private static ServiceBusException Taken(string name) =>
        new($"The messaging entity '{name}' exists already.", ServiceBusFailureReason.MessagingEntityAlreadyExists, name);

    private static ServiceBusException Missing(string name) =>
        new($"The messaging entity '{name}' could not be found.", ServiceBusFailureReason.MessagingEntityNotFound, name);

    private async Task<Response> DeleteAsync(string path) => await Broker.DeleteAsync(path) ? new ManagementResponse(200) : throw Missing(path);
}
