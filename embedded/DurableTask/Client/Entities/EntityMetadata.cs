using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Client.Entities;

/// <summary>How an entity stood when it was read, its state as it was written.</summary>
public sealed class EntityMetadata(EntityInstanceId id, SerializedData? state = default) : EntityMetadata<SerializedData>(id, state);
