namespace Embedded.Tables.Store;

/// <summary>One step of a change, as it stands in the log.</summary>
internal readonly record struct TableChange(TableChangeKind Kind, string Table, StoredEntity? Entity = null);
