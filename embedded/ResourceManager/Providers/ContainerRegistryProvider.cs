using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Container registries.</summary>
internal static class ContainerRegistryProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.ContainerRegistry",
    [
        new("Microsoft.ContainerRegistry/registries")
        {
            ApiVersions = ["2023-07-01", "2025-04-01"],
            Name = new(@"[a-zA-Z0-9]{5,50}", "5 to 50 letters and digits"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("azurecr.io", 409, "AlreadyInUse", "The registry DNS name {0}.azurecr.io is already in use."),
            RequiresSku = true,
            Sku = Obj(Required("name", OneOf("Basic", "Standard", "Premium")), ReadOnly("tier")),
            AllowsIdentity = true,
            Properties = Obj([.. Several(Flag, "adminUserEnabled", "anonymousPullEnabled", "dataEndpointEnabled"),
                .. Several(Anything, "policies", "networkRuleSet", "encryption"), Optional("networkRuleBypassOptions", OneOf("AzureServices", "None")),
                Optional("zoneRedundancy", EnabledOrDisabled), PublicNetworkAccess, ReportedState,
                Generated("loginServer", context => $"{context.Name.ToLowerInvariant()}.azurecr.io")]),
        },
    ]);
}
