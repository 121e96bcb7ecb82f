namespace Embedded.ResourceManager.Resources;

/// <summary>Remembers, for a while, how often a resource that is gone had been created, so that a second creation is seen as one.</summary>
internal sealed record RemovedResource(ResourceId Id, int Creations, DateTimeOffset RemovedAt);
