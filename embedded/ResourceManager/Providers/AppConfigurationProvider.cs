using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>App Configuration stores.</summary>
internal static class AppConfigurationProvider
{
    public static ProviderDefinition Definition { get; } = new("Microsoft.AppConfiguration",
    [
        new("Microsoft.AppConfiguration/configurationStores")
        {
            ApiVersions = ["2023-03-01", "2024-05-01", "2024-06-01"],
            Name = new(@"[a-zA-Z0-9][a-zA-Z0-9-]{3,48}[a-zA-Z0-9]", "5 to 50 letters, digits and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("azconfig.io", 409, "NameUnavailable", "The specified name {0} is already in use."),
            RequiresSku = true,
            Sku = Obj(Required("name", OneOf("free", "developer", "standard", "premium"))),
            AllowsIdentity = true,
            Properties = Obj(Optional("disableLocalAuth", Flag), Optional("enablePurgeProtection", Flag),
                Optional("softDeleteRetentionInDays", Whole(1, 7)), Optional("encryption", Anything), Optional("dataPlaneProxy", Anything),
                Optional("createMode", OneOf("Default", "Recover")), PublicNetworkAccess, ReportedState,
                Generated("endpoint", context => $"https://{context.Name}.azconfig.io")),
        },
    ]);
}
