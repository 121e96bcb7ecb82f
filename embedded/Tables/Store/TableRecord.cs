using System.Text;

namespace Embedded.Tables.Store;

/// <summary>A log record: the steps of one change, all of which happen or none.</summary>
internal static class TableRecord
{
    public static byte[] Encode(IReadOnlyCollection<TableChange> changes)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(changes.Count);
            foreach (TableChange change in changes)
            {
                writer.Write((byte)change.Kind);
                writer.Write(change.Table);
                if (change.Entity is { } entity)
                {
                    WriteEntity(writer, entity);
                }
            }
        }

        return stream.ToArray();
    }

    public static List<TableChange> Decode(ReadOnlySpan<byte> record)
    {
        using MemoryStream stream = new(record.ToArray(), writable: false);
        using BinaryReader reader = new(stream, Encoding.UTF8);
        int count = reader.Read7BitEncodedInt();
        List<TableChange> changes = [];
        for (int i = 0; i < count; i++)
        {
            TableChangeKind kind = (TableChangeKind)reader.ReadByte();
            string table = reader.ReadString();
            changes.Add(new TableChange(kind, table, kind is TableChangeKind.PutEntity or TableChangeKind.RemoveEntity ? ReadEntity(reader) : null));
        }

        return changes;
    }

    private static void WriteEntity(BinaryWriter writer, StoredEntity entity)
    {
        writer.Write(entity.PartitionKey);
        writer.Write(entity.RowKey);
        writer.Write(entity.Timestamp.UtcTicks);
        writer.Write7BitEncodedInt(entity.Properties.Length);
        foreach ((string name, object value) in entity.Properties)
        {
            writer.Write(name);
            EntityValue.Write(writer, value);
        }
    }

    private static StoredEntity ReadEntity(BinaryReader reader)
    {
        string partitionKey = reader.ReadString();
        string rowKey = reader.ReadString();
        DateTimeOffset timestamp = new(reader.ReadInt64(), TimeSpan.Zero);
        KeyValuePair<string, object>[] properties = new KeyValuePair<string, object>[reader.Read7BitEncodedInt()];
        for (int i = 0; i < properties.Length; i++)
        {
            string name = reader.ReadString();
            properties[i] = new KeyValuePair<string, object>(name, EntityValue.Read(reader));
        }

        return new StoredEntity(partitionKey, rowKey, timestamp, properties);
    }
}
