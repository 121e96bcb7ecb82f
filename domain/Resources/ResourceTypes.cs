namespace PlatformDeployer.Domain.Resources;

/// <summary>The table of what the compiler knows about resource types. A type that is not in it is an ordinary one: regional with tags, or a child without.</summary>
internal static class ResourceTypes
{
    private static readonly NameRule CommonName = new(1, 63);

    private static readonly ResourceTypeTraits Child = new(CommonName, LocationKind.None, HasTags: false);

    private static readonly Dictionary<string, ResourceTypeTraits> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.App/containerApps"] = Regional(2, 32) with { Stage = ResourceStage.Deploy },
        ["Microsoft.App/managedEnvironments"] = Regional(2, 32),
        ["Microsoft.AppConfiguration/configurationStores"] = Regional(5, 50),
        ["Microsoft.Authorization/locks"] = Child,
        ["Microsoft.Authorization/roleAssignments"] = Child with { Role = ResourceRole.RoleAssignment },
        ["Microsoft.Cache/redis"] = Regional(1, 63),
        ["Microsoft.Cdn/profiles"] = Global(1, 90),
        ["Microsoft.Cdn/profiles/afdEndpoints"] = Global(2, 46),
        ["Microsoft.CognitiveServices/accounts"] = Regional(2, 64),
        ["Microsoft.ContainerRegistry/registries"] = Regional(5, 50, hasHyphens: false),
        ["Microsoft.DBforPostgreSQL/flexibleServers"] = Regional(3, 63),
        ["Microsoft.DocumentDB/databaseAccounts"] = Regional(3, 44),
        ["Microsoft.EventHub/namespaces"] = Regional(6, 50),
        ["Microsoft.Insights/actionGroups"] = Global(1, 63),
        ["Microsoft.Insights/components"] = Regional(1, 63),
        ["Microsoft.Insights/diagnosticSettings"] = Child,
        ["Microsoft.Insights/metricAlerts"] = Global(1, 63),
        ["Microsoft.KeyVault/vaults"] = Regional(3, 24),
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = Regional(3, 63) with { Role = ResourceRole.Identity },
        ["Microsoft.Network/networkSecurityGroups"] = Regional(1, 63),
        ["Microsoft.Network/privateDnsZones"] = Global(1, 63),
        ["Microsoft.Network/privateEndpoints"] = Regional(2, 63),
        ["Microsoft.Network/publicIPAddresses"] = Regional(1, 63),
        ["Microsoft.Network/virtualNetworks"] = Regional(2, 63),
        ["Microsoft.OperationalInsights/workspaces"] = Regional(4, 63),
        ["Microsoft.Search/searchServices"] = Regional(2, 60),
        ["Microsoft.ServiceBus/namespaces"] = Regional(6, 50),
        ["Microsoft.SignalRService/signalR"] = Regional(3, 63),
        ["Microsoft.Storage/storageAccounts"] = Regional(3, 24, hasHyphens: false),
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = Child with { Name = new NameRule(3, 63) },
        ["Microsoft.Storage/storageAccounts/queueServices/queues"] = Child with { Name = new NameRule(3, 63) },
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = Child with { Name = new NameRule(3, 63, HasHyphens: false) },
        ["Microsoft.Web/serverfarms"] = Regional(1, 60),
        ["Microsoft.Web/sites"] = Regional(2, 60) with { Stage = ResourceStage.Deploy, Role = ResourceRole.Site },
        ["Microsoft.Web/sites/config"] = Child with { Stage = ResourceStage.Deploy },
        ["Microsoft.Web/sites/extensions"] = Child with { Stage = ResourceStage.Deploy, Role = ResourceRole.Package },
    };

    /// <summary>Every type in the table, for tests that go through all of them.</summary>
    public static IReadOnlyCollection<string> Known => Table.Keys;

    public static ResourceTypeTraits TraitsOf(string type) =>
        Table.TryGetValue(type, out ResourceTypeTraits? traits) ? traits
        : type.Count(letter => letter == '/') > 1 ? Child
        : Regional(1, 63);

    private static ResourceTypeTraits Regional(int lengthMin, int lengthMax, bool hasHyphens = true) =>
        new(new NameRule(lengthMin, lengthMax, hasHyphens), LocationKind.Regional, HasTags: true);

    private static ResourceTypeTraits Global(int lengthMin, int lengthMax) =>
        new(new NameRule(lengthMin, lengthMax), LocationKind.Global, HasTags: true);
}
