using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>What a change may do to a record, and what it does to every record.</summary>
internal static class RecordChange
{
    /// <summary>A change that is told to the parent: the move must be legal, the revision rises.</summary>
    /// <exception cref="InvalidOperationException">The move is not legal.</exception>
    public static PlatformRecord Advance(PlatformRecord before, PlatformRecord after, TimeProvider time)
    {
        CheckIdentity(before, after);
        if (!PlatformTransitions.IsLegal(before.State, after.State))
        {
            throw new InvalidOperationException($"Platform '{before.Id}' cannot go from {before.State} to {after.State}.");
        }

        return PlatformRow.Versioned(after with { Revision = before.Revision + 1, UpdatedAt = time.GetUtcNow() });
    }

    /// <summary>A change that is only noted here.</summary>
    /// <exception cref="InvalidOperationException">It moves the state, which others must be told.</exception>
    public static PlatformRecord Note(PlatformRecord before, PlatformRecord after)
    {
        CheckIdentity(before, after);
        if (before.State != after.State) throw new InvalidOperationException($"Platform '{before.Id}' cannot go from {before.State} to {after.State} unnoticed.");
        return PlatformRow.Versioned(after with { Revision = before.Revision, UpdatedAt = before.UpdatedAt });
    }

    private static void CheckIdentity(PlatformRecord before, PlatformRecord after)
    {
        if (before.Id != after.Id || before.ParentId != after.ParentId || before.Path != after.Path)
        {
            throw new InvalidOperationException($"A change of platform '{before.Id}' cannot make it another platform.");
        }
    }
}
