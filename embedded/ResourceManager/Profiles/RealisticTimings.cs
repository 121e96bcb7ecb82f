namespace Embedded.ResourceManager.Profiles;

/// <summary>What creating and deleting takes in a busy region, in seconds. Orders of magnitude, not promises of Azure's.</summary>
internal static class RealisticTimings
{
    public static IReadOnlyList<TypeTiming> All { get; } =
    [
        Seconds("Microsoft.Resources/resourceGroups", (0.7, 1, 1.5), (15, 25, 60), retryAfter: 5),
        Seconds("Microsoft.ManagedIdentity/*", (1.5, 2, 3), (1, 1.5, 2), 1),
        Seconds("Microsoft.Authorization/*", (1, 2, 3), (0.5, 1, 2), 1),
        Seconds("Microsoft.Resources/tags", (0.3, 0.5, 1), (0.3, 0.5, 1), 1),
        Seconds("Microsoft.Storage/storageAccounts", (18, 22, 30), (2, 3, 5), 1),
        Seconds("Microsoft.Storage/*", (0.5, 1, 2), (0.5, 1, 2), 1),
        Seconds("Microsoft.ServiceBus/namespaces", (45, 70, 120), (20, 30, 60), 2),
        Seconds("Microsoft.EventHub/namespaces", (40, 60, 100), (20, 30, 60), 2),
        Seconds("Microsoft.KeyVault/vaults", (15, 25, 40), (4, 6, 10), 1),
        Seconds("Microsoft.Insights/*", (3, 5, 8), (1, 2, 3), 1),
        Seconds("Microsoft.OperationalInsights/workspaces", (10, 15, 25), (3, 5, 8), 1),
        Seconds("Microsoft.Web/serverfarms", (5, 8, 14), (3, 5, 8), 1),
        Seconds("Microsoft.Web/sites", (15, 20, 30), (5, 8, 15), 1),
        Seconds("Microsoft.Web/sites/extensions", (20, 28, 40), (1, 2, 3), 2),
        Seconds("Microsoft.Web/*", (1, 2, 4), (1, 2, 3), 1),
        Seconds("Microsoft.Network/privateEndpoints", (20, 30, 60), (10, 15, 30), 2),
        Seconds("Microsoft.Network/privateDnsZones", (20, 30, 45), (10, 15, 30), 2),
        Seconds("Microsoft.Network/*", (3, 5, 10), (5, 8, 12), 1),
        Seconds("Microsoft.Cache/redis", (300, 600, 1_080), (180, 300, 600), 15),
        Seconds("Microsoft.DBforPostgreSQL/flexibleServers", (180, 300, 480), (60, 90, 150), 10),
        Seconds("Microsoft.DocumentDB/databaseAccounts", (90, 140, 300), (90, 150, 300), 10),
        Seconds("Microsoft.App/managedEnvironments", (60, 120, 240), (60, 120, 240), 5),
        Seconds("Microsoft.App/containerApps", (15, 25, 45), (8, 12, 20), 2),
        Seconds("Microsoft.Cdn/*", (20, 40, 90), (20, 30, 60), 5),
        Seconds("Microsoft.SignalRService/signalR", (60, 90, 150), (20, 30, 60), 5),
        Seconds("Microsoft.Search/searchServices", (30, 90, 180), (5, 10, 20), 5),
        Seconds("Microsoft.CognitiveServices/accounts", (10, 20, 40), (5, 10, 20), 2),
        Seconds("*", (3, 6, 12), (2, 4, 8), 1),
    ];

    private static TypeTiming Seconds(string type, (double Min, double Mode, double Max) create, (double Min, double Mode, double Max) delete, int retryAfter)
        => new()
        {
            Type = type,
            Create = new DurationRange(create.Min * 1_000, create.Mode * 1_000, create.Max * 1_000),
            Delete = new DurationRange(delete.Min * 1_000, delete.Mode * 1_000, delete.Max * 1_000),
            RetryAfterMilliseconds = retryAfter * 1_000,
        };
}
