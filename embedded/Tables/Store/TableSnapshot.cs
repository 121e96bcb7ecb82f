using Embedded.Storage;

namespace Embedded.Tables.Store;

/// <summary>The tables at one moment; entities are immutable, so references are enough.</summary>
internal sealed class TableSnapshot((string Name, StoredEntity[] Entities)[] tables) : ILogSnapshot
{
    public void WriteTo(ISnapshotWriter writer)
    {
        foreach ((string name, StoredEntity[] entities) in tables)
        {
            writer.Write(TableRecord.Encode([new TableChange(TableChangeKind.CreateTable, name)]));
            foreach (StoredEntity entity in entities)
            {
                writer.Write(TableRecord.Encode([new TableChange(TableChangeKind.PutEntity, name, entity)]));
            }
        }
    }
}
