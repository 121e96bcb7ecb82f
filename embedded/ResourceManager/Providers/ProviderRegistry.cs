using Embedded.ResourceManager.Http;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Providers;

/// <summary>All providers, by namespace and by type.</summary>
internal sealed class ProviderRegistry
{
    private readonly Dictionary<ResourceType, ResourceSchema> _schemas = [];
    private readonly SortedDictionary<string, ProviderDefinition> _providers = new(StringComparer.OrdinalIgnoreCase);

    public ProviderRegistry()
        : this(
        [
            AppConfigurationProvider.Definition, AuthorizationProvider.Definition, CacheProvider.Definition, CdnProvider.Definition,
            CognitiveServicesProvider.Definition, ContainerAppsProvider.Definition, ContainerRegistryProvider.Definition, CosmosProvider.Definition,
            DurableTaskProvider.Definition, EventHubProvider.Definition, InsightsProvider.Definition, KeyVaultProvider.Definition,
            ManagedIdentityProvider.Definition, NetworkProvider.Definition, OperationalInsightsProvider.Definition, PostgreSqlProvider.Definition,
            ResourcesProvider.Definition, SearchProvider.Definition, ServiceBusProvider.Definition, SignalRProvider.Definition, StorageProvider.Definition,
            WebProvider.Definition,
        ])
    {
    }

    public ProviderRegistry(IEnumerable<ProviderDefinition> providers)
    {
        foreach (ProviderDefinition provider in providers)
        {
            _providers.Add(provider.Namespace, provider);
            foreach (ResourceSchema schema in provider.Types)
                _schemas.Add(schema.Type, schema);
        }
    }

    public IReadOnlyCollection<ProviderDefinition> Providers => _providers.Values;

    public ResourceSchema? Find(ResourceType type) => _schemas.GetValueOrDefault(type);

    public ProviderDefinition? FindProvider(string providerNamespace) => _providers.GetValueOrDefault(providerNamespace);

    /// <summary>The schema of a type; throws ARM's error for a namespace or a type that does not exist.</summary>
    public ResourceSchema Require(ResourceType type)
    {
        if (Find(type) is { } schema)
            return schema;
        if (FindProvider(type.Namespace) is null)
            throw new ArmException(404, "InvalidResourceNamespace", $"The resource namespace '{type.Namespace}' is invalid.");
        throw new ArmException(
            404, "InvalidResourceType", $"The resource type '{type.Path}' could not be found in the namespace '{type.Namespace}'.");
    }

    /// <summary>The name that a resource holds for all customers, or nothing.</summary>
    public string? GlobalNameOf(ResourceRecord record) => Find(record.Id.Type)?.GlobalName is { } rule ? $"{rule.Zone}|{record.Id.Name}" : null;
}
