using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>Identities that resources act as.</summary>
internal static class ManagedIdentityProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.ManagedIdentity",
    [
        new("Microsoft.ManagedIdentity/userAssignedIdentities")
        {
            ApiVersions = ["2018-11-30", "2023-01-31", "2024-11-30"],
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}", "3 to 128 letters, digits, hyphens and underscores, beginning with a letter or digit"),
            ShowsProvisioningState = false,
            Properties = Obj(
                Generated("principalId", context => context.NewGuid("principal")),
                Generated("clientId", context => context.NewGuid("client")),
                Generated("tenantId", context => context.TenantId)),
        },
        new("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials")
        {
            ApiVersions = ["2023-01-31", "2024-11-30"],
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}", "3 to 120 letters, digits, hyphens and underscores"),
            Location = LocationRule.None,
            ShowsProvisioningState = false,
             RequiresProperties = true,
            Properties = Obj(Required("issuer", Address), Required("subject", TextOf(1, 600)), Required("audiences", ListOf(Text, 1))),
        },
    ]);
}
