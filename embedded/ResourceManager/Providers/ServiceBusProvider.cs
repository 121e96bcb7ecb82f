using Embedded.ResourceManager.Http;
using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Service Bus namespaces, queues, topics and subscriptions.</summary>
internal static class ServiceBusProvider
{
    private static readonly string[] Versions = ["2021-11-01", "2022-10-01-preview", "2024-01-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.ServiceBus",
    [
        new("Microsoft.ServiceBus/namespaces")
        {
            ApiVersions = Versions,
            Name = new(@"(?!.*(-sb|-mgmt)$)[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]",
                "6 to 50 letters, digits and hyphens, beginning with a letter, and not ending with -sb or -mgmt"),
            Creation = PollingStyle.Resource,
            Deletion = PollingStyle.Location,

             GlobalName = new GlobalNameRule("servicebus.windows.net", 409, "Conflict", "Namespace name {0} is not available: it is already in use."),
             Sku = Obj(Required("name", OneOf("Basic", "Standard", "Premium")), Optional("tier", OneOf("Basic", "Standard", "Premium")),
                 Optional("capacity", Whole(0, 16))),
             AllowsIdentity = true,
            Properties = Obj(
                 [
                     .. Several(Flag, "disableLocalAuth", "zoneRedundant"), Optional("minimumTlsVersion", OneOf("1.0", "1.1", "1.2")), PublicNetworkAccess,
                     Optional("encryption", Anything),
                     Optional("premiumMessagingPartitions", Whole(0, 16)).Immutable(), ReportedState, Generated("status", _ => "Active"),
                     Generated("serviceBusEndpoint", context => $"https://{context.Name}.servicebus.windows.net:443/"),
                 ]),
        },
        new("Microsoft.ServiceBus/namespaces/queues")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9._-]{0,258}[a-zA-Z0-9])?", "1 to 260 letters, digits, periods, hyphens and underscores"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj([.. Several(Duration, "lockDuration", "defaultMessageTimeToLive", "duplicateDetectionHistoryTimeWindow", "autoDeleteOnIdle"),
                .. Several(Flag, "deadLetteringOnMessageExpiration", "enableBatchedOperations", "enableExpress"),
                Optional("requiresDuplicateDetection", Flag).Immutable(), Optional("requiresSession", Flag).Immutable(),
                Optional("enablePartitioning", Flag).Immutable(), Optional("maxDeliveryCount", Whole(1, 2_000)),
                Optional("maxSizeInMegabytes", Whole(1_024, 81_920)), Optional("maxMessageSizeInKilobytes", Whole(1, 102_400)),
                Optional("status", OneOf("Active", "Disabled", "SendDisabled", "ReceiveDisabled")), Optional("forwardTo", Text),
                Optional("forwardDeadLetteredMessagesTo", Text)]),
            Rules = QueueRules,
        },
        new("Microsoft.ServiceBus/namespaces/topics")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9._-]{0,258}[a-zA-Z0-9])?", "1 to 260 letters, digits, periods, hyphens and underscores"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj([.. Several(Duration, "lockDuration", "defaultMessageTimeToLive", "duplicateDetectionHistoryTimeWindow", "autoDeleteOnIdle"),
                .. Several(Flag, "deadLetteringOnMessageExpiration", "enableBatchedOperations", "enableExpress"),
                Optional("requiresDuplicateDetection", Flag).Immutable(), Optional("requiresSession", Flag).Immutable(),
                Optional("enablePartitioning", Flag).Immutable(), Optional("maxDeliveryCount", Whole(1, 2_000)),
                Optional("maxSizeInMegabytes", Whole(1_024, 81_920)), Optional("maxMessageSizeInKilobytes", Whole(1, 102_400)),
                Optional("status", OneOf("Active", "Disabled", "SendDisabled", "ReceiveDisabled")), Optional("forwardTo", Text),
                Optional("forwardDeadLetteredMessagesTo", Text), Optional("supportOrdering", Flag)]),
            Rules = RequireTopicsTier,
        },
        new("Microsoft.ServiceBus/namespaces/topics/subscriptions")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9._-]{0,48}[a-zA-Z0-9])?", "1 to 50 letters, digits, periods, hyphens and underscores"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj([.. Several(Duration, "lockDuration", "defaultMessageTimeToLive", "duplicateDetectionHistoryTimeWindow", "autoDeleteOnIdle"),
                .. Several(Flag, "deadLetteringOnMessageExpiration", "enableBatchedOperations", "enableExpress"),
                Optional("requiresDuplicateDetection", Flag).Immutable(), Optional("requiresSession", Flag).Immutable(),
                Optional("enablePartitioning", Flag).Immutable(), Optional("maxDeliveryCount", Whole(1, 2_000)),
                Optional("maxSizeInMegabytes", Whole(1_024, 81_920)), Optional("maxMessageSizeInKilobytes", Whole(1, 102_400)),
                Optional("status", OneOf("Active", "Disabled", "SendDisabled", "ReceiveDisabled")), Optional("forwardTo", Text),
                Optional("forwardDeadLetteredMessagesTo", Text), Optional("deadLetteringOnFilterEvaluationExceptions", Flag),
                Optional("isClientAffine", Flag), Optional("clientAffineProperties", Anything)]),
        },
        new("Microsoft.ServiceBus/namespaces/topics/subscriptions/rules")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9$]([a-zA-Z0-9._-]{0,48}[a-zA-Z0-9])?", "1 to 50 letters, digits, periods, hyphens and underscores"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj([Optional("filterType", OneOf("SqlFilter", "CorrelationFilter")),
                .. Several(Anything, "sqlFilter", "correlationFilter", "action")]),
        },
    ]);

    private static void QueueRules(ResourceRuleContext context)
    {
        if (context.Properties["requiresDuplicateDetection"]?.GetValue<bool>() == true && TierOf(context) == "Basic")
            throw new ArmException(400, "BadRequest", "Duplicate detection is not available in the Basic tier.", "properties.requiresDuplicateDetection");
    }

    private static void RequireTopicsTier(ResourceRuleContext context)
    {
        if (TierOf(context) == "Basic")
            throw new ArmException(400, "BadRequest", "Topics are not available in the Basic tier.", "sku");
    }

    private static string TierOf(ResourceRuleContext context)
        => context.State.Resources.Find(context.Id.Parent!) is { } owner && owner.Body.TryGetProperty("sku", out System.Text.Json.JsonElement sku)
            ? sku.GetProperty("name").GetString()!
            : "Standard";
}
