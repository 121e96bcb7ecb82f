using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

/// <summary>A condition on an entity.</summary>
internal abstract record EntityFilter
{
    public static EntityFilter All { get; } = new AllFilter();

    public abstract bool Matches(StoredEntity entity);

    private sealed record AllFilter : EntityFilter
    {
        public override bool Matches(StoredEntity entity) => true;
    }
}
