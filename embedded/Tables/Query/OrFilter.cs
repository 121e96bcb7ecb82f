using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

internal sealed record OrFilter(EntityFilter Left, EntityFilter Right) : EntityFilter
{
    public override bool Matches(StoredEntity entity) => Left.Matches(entity) || Right.Matches(entity);
}
