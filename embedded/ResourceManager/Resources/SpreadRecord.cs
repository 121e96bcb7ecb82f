namespace Embedded.ResourceManager.Resources;

/// <summary>A resource as it is to be kept, and the others that change with it.</summary>
internal readonly record struct SpreadRecord(ResourceRecord Record, IReadOnlyList<ResourceRecord> Others);
