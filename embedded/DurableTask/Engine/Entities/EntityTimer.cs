using Embedded.DurableTask.Store.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>Rings when the first delayed signal of an entity is due.</summary>
internal sealed class EntityTimer(Entity entity, DateTimeOffset dueAt) : QueuedTimer(dueAt)
{
    public Entity Entity => entity;
}
