using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Embedded.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Timers;

/// <summary>The schedule status of an instance's timers, on its log, so that a run missed while it was down is found.</summary>
internal sealed class ScheduleStatusStore : ILogParticipant
{
    public const byte ParticipantId = 4;

    private const int TimesLength = 3 * sizeof(long);

    private ImmutableDictionary<string, byte[]> _records = ImmutableDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    public byte Id => ParticipantId;

    /// <summary>The status last kept for a timer; null if none was.</summary>
    public ScheduleStatus? Find(string timer) =>
        _records.TryGetValue(timer, out byte[]? record)
            ? new ScheduleStatus { Last = Time(record, 0), Next = Time(record, 1), LastUpdated = Time(record, 2) }
            : null;

    /// <summary>Keeps a timer's status; completes when it is durable.</summary>
    public Task SaveAsync(DurableLog log, string timer, ScheduleStatus status)
    {
        byte[] record = new byte[TimesLength + Encoding.UTF8.GetByteCount(timer)];
        BinaryPrimitives.WriteInt64LittleEndian(record, status.Last.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(sizeof(long)), status.Next.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(2 * sizeof(long)), status.LastUpdated.Ticks);
        Encoding.UTF8.GetBytes(timer, record.AsSpan(TimesLength));
        long position;
        lock (log.Gate)
        {
            position = log.Append(Id, record);
            _records = _records.SetItem(timer, record);
        }

        return log.WhenDurableAsync(position);
    }

    public void Apply(ReadOnlySpan<byte> record) =>
        _records = _records.SetItem(Encoding.UTF8.GetString(record[TimesLength..]), record.ToArray());

    public ILogSnapshot CaptureSnapshot() => new Snapshot(_records);

    private static DateTime Time(byte[] record, int index) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(index * sizeof(long))), DateTimeKind.Utc);

    private sealed class Snapshot(ImmutableDictionary<string, byte[]> records) : ILogSnapshot
    {
        public void WriteTo(ISnapshotWriter writer)
        {
            foreach (byte[] record in records.Values)
            {
                writer.Write(record);
            }
        }
    }
}
