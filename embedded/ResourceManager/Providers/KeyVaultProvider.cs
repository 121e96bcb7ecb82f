using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Resources;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Key vaults, with the vaults that were deleted and can be recovered.</summary>
internal static class KeyVaultProvider
{
    private static readonly string[] Versions = ["2021-10-01", "2022-07-01", "2023-02-01", "2023-07-01", "2024-11-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.KeyVault",
    [
        new("Microsoft.KeyVault/vaults")
        {
            ApiVersions = Versions,
            Name = new(@"(?!.*--)[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]", "3 to 24 letters, digits and single hyphens, beginning with a letter",
                "VaultNameNotValid"),
            GlobalName = new GlobalNameRule("vault.azure.net", 409, "VaultAlreadyExists",
                "The vault name '{0}' is already in use. Vault names are globally unique, and a deleted vault keeps its name until it is purged."),
            Creation = PollingStyle.Resource,
            RequiresProperties = true,
            LeaveBehind = DeletedVault,
            Properties = Obj(
                [
                    Required("tenantId", GuidText), Required("sku", Obj(Required("family", OneOf("A")), Required("name", OneOf("standard", "premium")))),
                    Optional("accessPolicies", ListOf(Anything)),
                    .. Several(Flag, "enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment", "enableRbacAuthorization",
                        "enableSoftDelete", "enablePurgeProtection"),
                    Optional("softDeleteRetentionInDays", Whole(7, 90)).DefaultsTo(90).Immutable(), PublicNetworkAccess, Optional("networkAcls", Anything),
                    Optional("createMode", OneOf("default", "recover")), ReportedState,
                    Generated("vaultUri", context => $"https://{context.Name}.vault.azure.net/"),
                ]),
        },
        new("Microsoft.KeyVault/vaults/secrets")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z0-9-]{1,127}", "1 to 127 letters, digits and hyphens"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
             RequiresProperties = true,
            Properties = Obj(Required("value", Text).Secret(), Optional("contentType", Text), Optional("attributes", Anything),
                 Generated("secretUri", context => $"https://{context.Id.Parent!.Name}.vault.azure.net/secrets/{context.Name}")),
        },
        new("Microsoft.KeyVault/locations/deletedVaults")
        {
            ApiVersions = Versions,
            Name = new(".+", "a vault's name"),
            Scopes = ResourceScopes.Subscription,
            Location = LocationRule.None,
            ShowsProvisioningState = false,
            IsReadOnly = true,
            GlobalName = new GlobalNameRule("vault.azure.net", 409, "VaultAlreadyExists", "The vault name '{0}' is already in use."),
        },
    ]);

    /// <summary>Soft delete is always on since 2025: what is left of a vault keeps its name.</summary>
    private static ResourceRecord DeletedVault(ResourceRecord vault, DateTimeOffset now)
    {
        int days = vault.Property("softDeleteRetentionInDays")?.GetInt32() ?? 90;
        JsonObject body = new()
        {
            ["properties"] = new JsonObject
            {
                ["vaultId"] = vault.Id.Text,
                ["location"] = vault.Location,
                ["deletionDate"] = now.ToString("O"),
                ["scheduledPurgeDate"] = now.AddDays(days).ToString("O"),
            },
        };
        ResourceId id = ResourceId.Subscription(vault.Id.SubscriptionName!)
            .ProviderResource(new ResourceType("Microsoft.KeyVault", "locations"), vault.Location!)
            .Child("deletedVaults", vault.Id.Name);
        return new ResourceRecord
        {
            Id = id,
            Body = System.Text.Json.JsonSerializer.SerializeToElement(body),
            Creations = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
    }
}
