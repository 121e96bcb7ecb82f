using System.Buffers.Binary;

namespace Embedded.Storage.Tests;

/// <summary>A participant whose whole state is a map of counters and the list of what was applied since the snapshot: a model that is easy to compare.</summary>
internal sealed class Ledger(byte id = 1) : ILogParticipant
{
    private const int RecordBytes = 16;

    public byte Id { get; } = id;

    public SortedDictionary<long, long> Entries { get; } = [];

    public static byte[] Record(long key, long value, int padding = 0)
    {
        byte[] record = new byte[RecordBytes + padding];
        BinaryPrimitives.WriteInt64LittleEndian(record, key);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(8), value);
        return record;
    }

    public void Apply(ReadOnlySpan<byte> record) =>
        Entries[BinaryPrimitives.ReadInt64LittleEndian(record)] = BinaryPrimitives.ReadInt64LittleEndian(record[8..]);

    public ILogSnapshot CaptureSnapshot() => new Snapshot([.. Entries]);

    /// <summary>Appends without waiting.</summary>
    public long Set(DurableLog log, long key, long value, int padding = 0)
    {
        lock (log.Gate)
        {
            long position = log.Append(Id, Record(key, value, padding));
            Entries[key] = value;
            return position;
        }
    }

    public Task SetDurablyAsync(DurableLog log, long key, long value, int padding = 0) => log.WhenDurableAsync(Set(log, key, value, padding));

    private sealed class Snapshot(KeyValuePair<long, long>[] entries) : ILogSnapshot
    {
        public void WriteTo(ISnapshotWriter writer)
        {
            foreach ((long key, long value) in entries)
            {
                writer.Write(Record(key, value));
            }
        }
    }
}
