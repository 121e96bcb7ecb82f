namespace Embedded.DurableTask.Store.Entities;

/// <summary>Who holds an entity's lock, with which others, and what the holder has sent since: that alone is worked on until the release.</summary>
internal sealed record EntityLock(EntityCaller Holder, IReadOnlyList<string> LockSet)
{
    public Inbox<EntityMessage> Inbox { get; init; }

    /// <summary>The release has been sent: it is the last that the holder has to say under the lock.</summary>
    public bool IsReleasing => Inbox.Count > 0 && Inbox.Messages[^1].Kind == EntityMessageKind.LockRelease;
}
