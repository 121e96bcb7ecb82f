using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Storage accounts and what is in them.</summary>
internal static class StorageProvider
{
    private static readonly string[] Versions = ["2021-09-01", "2022-09-01", "2023-01-01", "2023-05-01", "2024-01-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.Storage",
    [
        new("Microsoft.Storage/storageAccounts")
        {
            ApiVersions = Versions,
            Name = new(@"[a-z0-9]{3,24}", "3 to 24 lowercase letters and digits", "AccountNameInvalid"),
            GlobalName = new GlobalNameRule("core.windows.net", 409, "StorageAccountAlreadyTaken", "The storage account named {0} is already taken."),
            RequiresSku = true,
            Sku = Obj(
                Required("name", OneOf("Standard_LRS", "Standard_GRS", "Standard_RAGRS", "Standard_ZRS", "Standard_GZRS", "Standard_RAGZRS", "Premium_LRS",
                    "Premium_ZRS")),
                Optional("tier", OneOf("Standard", "Premium"))),
            RequiresKind = true,
            Kinds = ["StorageV2", "BlobStorage", "BlockBlobStorage", "FileStorage", "Storage"],
            AllowsIdentity = true,
            Creation = PollingStyle.Location,
            DeletesOutside = true,
            ImplicitChildren = [("blobServices", "default"), ("queueServices", "default"), ("tableServices", "default"), ("fileServices", "default")],
            Properties = Obj(
                [
                    .. Several(Flag, "allowBlobPublicAccess", "allowSharedKeyAccess", "supportsHttpsTrafficOnly", "allowCrossTenantReplication",
                        "defaultToOAuthAuthentication", "isLocalUserEnabled", "isSftpEnabled"),
                    Optional("isHnsEnabled", Flag).Immutable(),
                    Optional("accessTier", OneOf("Hot", "Cool", "Cold", "Premium")),
                    Optional("minimumTlsVersion", OneOf("TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3")),
                    PublicNetworkAccess,
                    Optional("dnsEndpointType", OneOf("Standard", "AzureDnsZone")),
                    Optional("networkAcls", Obj(
                        Optional("bypass", Text), Required("defaultAction", OneOf("Allow", "Deny")), Optional("ipRules", ListOf(Anything)),
                        Optional("virtualNetworkRules", ListOf(Anything)), Optional("resourceAccessRules", ListOf(Anything)))),
                    Optional("encryption", Anything),
                    Optional("sasPolicy", Anything),
                    Optional("keyPolicy", Anything),
                    ReportedState,
                    Generated("creationTime", context => context.Now.ToString("O")),
                    Generated("primaryLocation", context => context.Location),
                    Generated("statusOfPrimary", _ => "available"),
                    Generated("primaryEndpoints", Endpoints),
                ]),
        },
        Service("blobServices"),
        Service("queueServices"),
        Service("tableServices"),
        Service("fileServices"),
        new("Microsoft.Storage/storageAccounts/blobServices/containers")
        {
            ApiVersions = Versions,
            Name = new(@"(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]|\$root|\$web", "3 to 63 lowercase letters, digits and single hyphens"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj(Optional("publicAccess", OneOf("None", "Blob", "Container")), Optional("metadata", MapOf(Text)),
                 Optional("immutableStorageWithVersioning", Anything)),
        },
        new("Microsoft.Storage/storageAccounts/queueServices/queues")
        {
            ApiVersions = Versions,
            Name = new(@"(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", "3 to 63 lowercase letters, digits and single hyphens"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj(Optional("metadata", MapOf(Text))),
        },
        new("Microsoft.Storage/storageAccounts/tableServices/tables")
        {
            ApiVersions = Versions,
            Name = new(@"[A-Za-z][A-Za-z0-9]{2,62}", "3 to 63 letters and digits, beginning with a letter"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            Properties = Obj(Optional("signedIdentifiers", ListOf(Anything))),
        },
    ]);

    private static ResourceSchema Service(string name) => new($"Microsoft.Storage/storageAccounts/{name}")
    {
        ApiVersions = Versions,
        Name = new("default", "default"),
        Location = LocationRule.None,
        ShowsProvisioningState = false,
        Properties = Obj([.. Several(
            Anything, "cors", "deleteRetentionPolicy", "containerDeleteRetentionPolicy", "isVersioningEnabled", "changeFeed", "shareDeleteRetentionPolicy")]),
    };

    private static JsonObject Endpoints(GenerationContext context)
    {
        JsonObject endpoints = [];
        foreach (string service in (string[])["blob", "queue", "table", "file", "dfs"])
            endpoints[service] = $"https://{context.Name}.{service}.core.windows.net/";
        return endpoints;
    }
}
