namespace Embedded.Tables.Store;

internal enum EntityWriteKind
{
    Add,
    UpdateMerge,
    UpdateReplace,
    Delete,
    UpsertMerge,
    UpsertReplace,
}
