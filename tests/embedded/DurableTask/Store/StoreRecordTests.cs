using Embedded.DurableTask.Store;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Store;

public sealed class StoreRecordTests
{
    [Fact]
    public void Write_AnyNumbers_AreReadBack() => Prop.ForAll<long, int>((signed, number) =>
    {
        using var writer = new RecordWriter();
        writer.WriteSigned(signed);
        writer.WriteUnsigned((ulong)signed);
        writer.WriteCount(Math.Abs(number / 2));
        var reader = new RecordReader(writer.Written);
        return reader.ReadSigned() == signed && reader.ReadUnsigned() == (ulong)signed && reader.ReadCount() == Math.Abs(number / 2) && reader.AtEnd;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_AnyText_IsReadBack() => Prop.ForAll<NonNull<string>, bool>((text, isNull) =>
    {
        string wellFormed = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get));
        using var writer = new RecordWriter();
        writer.WriteText(wellFormed);
        writer.WriteOptionalText(isNull ? null : wellFormed);
        var reader = new RecordReader(writer.Written);
        return reader.ReadText() == wellFormed && reader.ReadOptionalText() == (isNull ? null : wellFormed) && reader.AtEnd;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_OfAnEventOfEachKind_GivesTheEvent()
    {
        DateTimeOffset due = new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);
        TaskFailureDetails failure = new("Outer", "it failed", "at X", new TaskFailureDetails("Inner", "why", null, null, null), null);
        HistoryEvent[] events =
        [
            new(HistoryEventKind.ActivityCompleted, 1) { Data = "{}" },
            new(HistoryEventKind.ActivityFailed, 2) { Failure = failure, IsFinal = true },
            new(HistoryEventKind.ChildCompleted, 3),
            new(HistoryEventKind.ChildFailed, 4) { Failure = null },
            new(HistoryEventKind.TimerFired, 5) { DueAt = due },
            new(HistoryEventKind.EventRaised, -1) { Name = "E", Data = "1" },
            new(HistoryEventKind.ActivityScheduled, 6) { Name = "A", Version = "1.2", Data = "null" },
            new(HistoryEventKind.ChildScheduled, 7) { Name = "O", Version = "", InstanceId = "child", Data = null },
            new(HistoryEventKind.TimerCreated, 8) { DueAt = due },
            new(HistoryEventKind.TimerCancelled, 8),
            new(HistoryEventKind.EventSent, 9) { Name = "E", InstanceId = "other", Data = "2" },
            new(HistoryEventKind.EntityCompleted, 10) { Data = "3" },
            new(HistoryEventKind.EntityFailed, 11) { Failure = failure },
            new(HistoryEventKind.EntitiesLocked, 12),
            new(HistoryEventKind.EntityCalled, 13) { Name = "Op", InstanceId = "@n@k", Data = "4" },
            new(HistoryEventKind.EntitySignaled, 14) { Name = "Op", InstanceId = "@n@k", DueAt = due },
            new(HistoryEventKind.EntityLockRequested, 15) { Data = "[\"@n@k\"]" },
            new(HistoryEventKind.EntityLockReleased, 15),
        ];
        Assert.Equal(Enum.GetValues<HistoryEventKind>().Order(), events.Select(e => e.Kind).Order());
        foreach (HistoryEvent written in events)
        {
            var reader = new RecordReader(InboxMessage.Of(written).Bytes);
            Assert.Equal(written, HistoryEvent.Read(ref reader));
            Assert.True(reader.AtEnd);
        }
    }

    [Fact]
    public void Apply_OfARecordCutAnywhere_IsRefused()
    {
        byte[] record = new InstanceScheduled(new InstanceStart("id", "Name", "1", "{\"a\":1}", DateTimeOffset.UnixEpoch)
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "v" },
        }).Record;
        for (int length = 1; length < record.Length; length++)
            Assert.Throws<InvalidDataException>(() => new DurableStore().Apply(record.AsSpan(0, length)));
        Assert.Throws<InvalidDataException>(() => new DurableStore().Apply([99]));
    }
}
