namespace Embedded.ResourceManager.Providers;

/// <summary>A resource provider: its namespace and its types.</summary>
internal sealed record ProviderDefinition(string Namespace, IReadOnlyList<ResourceSchema> Types);
