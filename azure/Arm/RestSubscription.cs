using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;

namespace PlatformDeployer.Azure.Arm;

/// <summary>
/// A subscription with the client's pipeline opened. The SDK shares its pipeline with subclasses of <see cref="ArmResource"/> only, and it has no method
/// for what is needed here: resources with an api-version of their own, role assignments, site actions, and operations that another process began.
/// </summary>
internal sealed class RestSubscription(ArmClient client, ResourceIdentifier id) : ArmResource(client, id)
{
    public HttpPipeline Rest => Pipeline;

    public Uri Address => Endpoint;

    public SubscriptionResource Subscription { get; } = client.GetSubscriptionResource(id);

    /// <summary>Opens a subscription.</summary>
    public static RestSubscription Open(ArmClient client, string subscriptionId) => new(client, SubscriptionResource.CreateResourceIdentifier(subscriptionId));
}
