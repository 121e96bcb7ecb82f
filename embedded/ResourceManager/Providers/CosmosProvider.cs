using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Cosmos DB accounts.</summary>
internal static class CosmosProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.DocumentDB",
    [
        new("Microsoft.DocumentDB/databaseAccounts")
        {
            ApiVersions = ["2023-11-15", "2024-05-15", "2024-08-15", "2024-11-15"],
            Name = new(@"[a-z0-9][a-z0-9-]{1,42}[a-z0-9]", "3 to 44 lowercase letters, digits and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("documents.azure.com", 409, "DatabaseAccountAlreadyExists",
                "Dns record for {0} under zone documents.azure.com is already taken."),
            Kinds = ["GlobalDocumentDB", "MongoDB", "Parse"],
            AllowsIdentity = true,
            RequiresProperties = true,
            Properties = Obj([Required("databaseAccountOfferType", OneOf("Standard")),
                Required("locations", ListOf(Obj(Required("locationName", Text), Optional("failoverPriority", Whole(0, 50)),
                    Optional("isZoneRedundant", Flag)), 1)), .. Several(Flag, "disableLocalAuth", "enableAutomaticFailover",
                    "enableMultipleWriteLocations", "enableFreeTier", "disableKeyBasedMetadataWriteAccess", "enableAnalyticalStorage",
                    "isVirtualNetworkFilterEnabled"), .. Several(Anything, "consistencyPolicy", "capabilities", "backupPolicy", "ipRules",
                    "virtualNetworkRules", "cors", "capacity"), Optional("minimalTlsVersion", OneOf("Tls", "Tls11", "Tls12")), PublicNetworkAccess,
                    ReportedState, Generated("documentEndpoint", context => $"https://{context.Name}.documents.azure.com:443/")]),
        },
    ]);
}
