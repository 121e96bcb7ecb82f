using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Redis caches.</summary>
internal static class CacheProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.Cache",
    [
        new("Microsoft.Cache/redis")
        {
            ApiVersions = ["2023-08-01", "2024-03-01", "2024-11-01"],
            Name = new(@"(?!.*--)[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]", "2 to 63 letters, digits and single hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("redis.cache.windows.net", 409, "NameNotAvailable",
                "An error occurred when trying to reserve the DNS name for the cache. The name {0} may already be in use."),
            AllowsIdentity = true,
            Envelope = [Optional("zones", ListOf(Text))],
            RequiresProperties = true,
            Properties = Obj([Required("sku", Obj(Required("name", OneOf("Basic", "Standard", "Premium")), Required("family", OneOf("C", "P")),
                Required("capacity", Whole(0, 6)))), .. Several(Flag, "enableNonSslPort", "disableAccessKeyAuthentication"),
                Optional("redisConfiguration", MapOf(Text)), Optional("redisVersion", Text), Optional("minimumTlsVersion", OneOf("1.0", "1.1", "1.2")),
                Optional("shardCount", Whole(1, 30)), Optional("replicasPerMaster", Whole(1, 3)), Optional("replicasPerPrimary", Whole(1, 3)),
                Optional("subnetId", LooseIdOf("Microsoft.Network/virtualNetworks/subnets")), Optional("staticIP", Text),
                Optional("tenantSettings", MapOf(Text)), Optional("updateChannel", OneOf("Stable", "Preview")), Optional("zonalAllocationPolicy", Text),
                PublicNetworkAccess, ReportedState, Generated("hostName", context => $"{context.Name}.redis.cache.windows.net"),
                Generated("port", _ => 6379), Generated("sslPort", _ => 6380)]),
        },
    ]);
}
