using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

internal sealed record NotFilter(EntityFilter Inner) : EntityFilter
{
    public override bool Matches(StoredEntity entity) => !Inner.Matches(entity);
}
