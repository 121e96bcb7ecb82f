using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Log Analytics workspaces.</summary>
internal static class OperationalInsightsProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.OperationalInsights",
    [
        new("Microsoft.OperationalInsights/workspaces")
        {
            ApiVersions = ["2022-10-01", "2023-09-01", "2025-02-01"],
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]", "4 to 63 letters, digits and hyphens"),
            Creation = PollingStyle.Resource,
            Deletion = PollingStyle.Location,

             AllowsIdentity = true,
            Properties = Obj(
                 Optional("sku", Obj(Required("name", OneOf("PerGB2018", "Free", "Standalone", "PerNode", "CapacityReservation", "LACluster")),
                     Optional("capacityReservationLevel", Whole(100, 50_000)))),
                 Optional("retentionInDays", Whole(30, 730)), Optional("features", Anything), Optional("workspaceCapping", Anything),
                 Optional("publicNetworkAccessForIngestion", EnabledOrDisabled),
                 Optional("publicNetworkAccessForQuery", EnabledOrDisabled), Optional("forceCmkForQuery", Flag), ReportedState,
                 Generated("customerId", context => context.NewGuid("customer"))),
        },
    ]);
}
