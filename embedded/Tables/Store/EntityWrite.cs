namespace Embedded.Tables.Store;

/// <summary>One thing to do to one entity. <paramref name="IfMatch"/> is "*" for any version, and null where none is asked for.</summary>
internal sealed record EntityWrite(EntityWriteKind Kind, string PartitionKey, string RowKey, KeyValuePair<string, object>[] Properties, string? IfMatch = null)
{
    public bool Merges => Kind is EntityWriteKind.UpdateMerge or EntityWriteKind.UpsertMerge;

    public bool NeedsExisting => Kind is EntityWriteKind.UpdateMerge or EntityWriteKind.UpdateReplace or EntityWriteKind.Delete;
}
