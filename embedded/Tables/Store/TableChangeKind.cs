namespace Embedded.Tables.Store;

internal enum TableChangeKind : byte
{
    CreateTable = 1,
    DeleteTable = 2,
    PutEntity = 3,
    RemoveEntity = 4,
}
