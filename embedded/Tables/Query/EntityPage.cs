using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

internal sealed record EntityPage(IReadOnlyList<StoredEntity> Entities, EntityKey? Next);
