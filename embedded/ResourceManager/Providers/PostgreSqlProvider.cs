using Embedded.ResourceManager.Operations;
using static Embedded.ResourceManager.Providers.Shapes.Shaping;

namespace Embedded.ResourceManager.Providers;

/// <summary>PostgreSQL flexible servers.</summary>
internal static class PostgreSqlProvider
{
    private static readonly string[] Versions = ["2022-12-01", "2023-12-01-preview", "2024-08-01"];

    public static ProviderDefinition Definition { get; } = new("Microsoft.DBforPostgreSQL",
    [
        new("Microsoft.DBforPostgreSQL/flexibleServers")
        {
            ApiVersions = Versions,
            Name = new(@"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", "3 to 63 lowercase letters, digits and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            GlobalName = new GlobalNameRule("postgres.database.azure.com", 409, "ServerNameAlreadyExists", "Specified server name {0} is already used."),
            RequiresSku = true,
            Sku = Obj(Required("name", Text), Required("tier", OneOf("Burstable", "GeneralPurpose", "MemoryOptimized"))),
            AllowsIdentity = true,
            Properties = Obj([Optional("version", OneOf("11", "12", "13", "14", "15", "16", "17")),
                Optional("administratorLogin", TextOf(1, 63)).Immutable(), Optional("administratorLoginPassword", TextOf(8, 128)).Secret(),
                Optional("availabilityZone", Text), Optional("createMode", Text),
                .. Several(Anything, "storage", "backup", "network", "highAvailability", "authConfig", "dataEncryption", "maintenanceWindow"),
                ReportedState, Generated("state", _ => "Ready"),
                Generated("fullyQualifiedDomainName", context => $"{context.Name}.postgres.database.azure.com")]),
        },
        new("Microsoft.DBforPostgreSQL/flexibleServers/databases")
        {
            ApiVersions = Versions,
            Name = new(@"[a-zA-Z_][a-zA-Z0-9_-]{0,62}", "1 to 63 letters, digits, underscores and hyphens"),
            Creation = PollingStyle.AsyncOperation,
            Deletion = PollingStyle.Location,
            Location = LocationRule.None,
            Properties = Obj(Optional("charset", Text), Optional("collation", Text)),
        },
    ]);
}
