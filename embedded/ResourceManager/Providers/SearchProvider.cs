using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Search services.</summary>
internal static class SearchProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.Search",
    [
        new("Microsoft.Search/searchServices")
        {
            ApiVersions = ["2023-11-01", "2025-05-01"],
            Name = new(@"(?!.*--)[a-z0-9]{2}([a-z0-9-]{0,57}[a-z0-9])?", "2 to 60 lowercase letters, digits and single hyphens"),
            Creation = PollingStyle.Resource,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("search.windows.net", 409, "ServiceNameUnavailable", "The search service name {0} is already in use."),
            RequiresSku = true,
            Sku = Obj(Required("name", OneOf("free", "basic", "standard", "standard2", "standard3", "storage_optimized_l1", "storage_optimized_l2"))),
            AllowsIdentity = true,
            Properties = Obj([Optional("replicaCount", Whole(1, 12)), Optional("partitionCount", Whole(1, 12)),
                Optional("hostingMode", OneOf("default", "highDensity")), Optional("disableLocalAuth", Flag),
                .. Several(Anything, "authOptions", "networkRuleSet", "encryptionWithCmk"),
                Optional("semanticSearch", OneOf("disabled", "free", "standard")), PublicNetworkAccess, ReportedState, Generated("status", _ => "running")]),
        },
    ]);
}
