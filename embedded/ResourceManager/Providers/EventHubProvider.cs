using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Event Hubs namespaces and hubs.</summary>
internal static class EventHubProvider
{
    private static readonly string[] Versions = ["2021-11-01", "2022-10-01-preview", "2024-01-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.EventHub",
    [
        new("Microsoft.EventHub/namespaces")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]", "6 to 50 letters, digits and hyphens, beginning with a letter"),
            Creation = PollingStyle.Resource,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("servicebus.windows.net", 409, "Conflict", "Namespace name {0} is not available: it is already in use."),
            Sku = Obj(Required("name", OneOf("Basic", "Standard", "Premium")), Optional("tier", OneOf("Basic", "Standard", "Premium")),
                Optional("capacity", Whole(0, 40))),
            AllowsIdentity = true,
            Properties = Obj([.. Several(Flag, "disableLocalAuth", "isAutoInflateEnabled", "kafkaEnabled", "zoneRedundant"),
                Optional("maximumThroughputUnits", Whole(0, 40)), Optional("minimumTlsVersion", OneOf("1.0", "1.1", "1.2")), PublicNetworkAccess,
                Optional("encryption", Anything), ReportedState, Generated("status", _ => "Active"),
                Generated("serviceBusEndpoint", context => $"https://{context.Name}.servicebus.windows.net:443/")]),
        },
        new("Microsoft.EventHub/namespaces/eventhubs")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9]([a-zA-Z0-9._-]{0,254}[a-zA-Z0-9])?", "1 to 256 letters, digits, periods, hyphens and underscores"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj([Optional("partitionCount", Whole(1, 32)).Immutable(), Optional("messageRetentionInDays", Whole(1, 90)),
                .. Several(Anything, "captureDescription", "retentionDescription"), Optional("status", OneOf("Active", "Disabled", "SendDisabled"))]),
        },
        new("Microsoft.EventHub/namespaces/eventhubs/consumergroups")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9$]([a-zA-Z0-9._-]{0,48}[a-zA-Z0-9])?", "1 to 50 letters, digits, periods, hyphens and underscores"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj(Optional("userMetadata", TextOf(0, 1_024))),
        },
    ]);
}
