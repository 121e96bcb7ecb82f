using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Durable Task schedulers and their hubs.</summary>
internal static class DurableTaskProvider
{
    private static readonly string[] Versions = ["2025-11-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.DurableTask",
    [
        new("Microsoft.DurableTask/schedulers")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9-]{1,62}[a-zA-Z0-9]", "3 to 64 letters, digits and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            RequiresProperties = true,
            Properties = Obj(Required("sku", Obj(Required("name", OneOf("Dedicated", "Consumption")), Optional("capacity", Whole(1, 3)))),
                Required("ipAllowlist", ListOf(Text)), ReportedState,
                Generated("endpoint", context => $"https://{context.Name}.{context.Location}.durabletask.io")),
        },
        new("Microsoft.DurableTask/schedulers/taskHubs")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9-]{1,62}[a-zA-Z0-9]", "3 to 64 letters, digits and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            Location = LocationRule.None,
            Properties = Obj(ReportedState),
        },
    ]);
}
