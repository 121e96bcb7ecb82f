using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Embedded.Storage;

namespace Embedded.DurableTask.Tests.Store.Entities;

public sealed class EntityRecordTests
{
    private static readonly DateTimeOffset Now = new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Fact]
    public void Read_OfAMessageOfEachKind_GivesTheMessage()
    {
        var caller = new EntityCaller("instance", 7, 3);
        EntityMessage[] messages =
        [
            EntityMessage.Signal("op", null),
            EntityMessage.Call(caller, "op", "{}"),
            EntityMessage.Lock(caller, ["@a@1", "@b@2"]) with { LockIndex = 1 },
            EntityMessage.Release,
        ];
        Assert.Equal(Enum.GetValues<EntityMessageKind>(), messages.Select(message => message.Kind));
        foreach (EntityMessage written in messages)
        {
            using var writer = new RecordWriter();
            written.Write(writer);
            var reader = new RecordReader(writer.Written);
            Assert.Equivalent(written, EntityMessage.Read(ref reader), strict: true);
            Assert.True(reader.AtEnd);
        }
    }

    [Fact]
    public void Apply_OfARecordCutAnywhere_IsRefused()
    {
        byte[] record = new EntitySignaled("@a@1", EntityMessage.Signal("op", "1"), Now).Record;
        for (int length = 1; length < record.Length; length++)
            Assert.Throws<InvalidDataException>(() => new DurableStore().Apply(record.AsSpan(0, length)));
    }

    [Fact]
    public void Apply_OfWork_LeavesNothingOfAnEntityWithoutState()
    {
        var store = new DurableStore();
        store.Apply(new EntitySignaled("@a@1", EntityMessage.Signal("op", "1"), dueAt: null).Record);
        store.Apply(new EntitySignaled("@a@1", EntityMessage.Signal("op", "2"), Now).Record);
        EntityState state = Assert.Single(store.Entities.All).State;
        Assert.Equal((1, Now), (state.Inbox.Count, state.NextDue));
        store.Apply(new EntityWorked("@a@1", Now) { Taken = 1, ChangesValue = true, Value = "1" }.Record);
        Assert.Equal("1", store.Entities.All.Single().State.Value);
        store.Apply(new EntitySignalsDue("@a@1", Now).Record);
        Assert.Equal("2", store.Entities.All.Single().State.Inbox.Messages[0].Input);
        store.Apply(new EntityWorked("@a@1", Now) { Taken = 1, ChangesValue = true, Value = null }.Record);
        Assert.Empty(store.Entities.All);
    }

    [Fact]
    public void Snapshot_WithLocksHeldReleasedAndAskedFor_GivesTheSameEntities()
    {
        var store = new DurableStore();

        // In a snapshot before the entity that "one" is about to release.
        store.Apply(new EntitySignaled("@d@1", EntityMessage.Signal("op", null), dueAt: null).Record);
        store.Apply(new EntityWorked("@d@1", Now) { Taken = 1, ChangesValue = true, Value = "1" }.Record);
        Start(store, "one", Lock(0, "@a@1", "@b@1"));
        Start(store, "two", Lock(0, "@a@1", "@c@1"));
        Work(store, "one", new HistoryEvent(HistoryEventKind.EntityCalled, 1) { Name = "op", InstanceId = "@b@1" });
        store.Apply(new EntitySignaled("@b@1", EntityMessage.Signal("later", null), Now).Record);
        store.Apply(new EntitySignaled("@b@1", EntityMessage.Signal("now", null), dueAt: null).Record);
        Work(store, "one", new HistoryEvent(HistoryEventKind.EntityLockReleased, 0), Lock(2, "@d@1"));

        DurableStore restored = Restored(store);
        Assert.Equal(Text(store), Text(restored));

        // What follows is the same too: "one" still has its second section, and "two" gets the lock it waits for.
        foreach (DurableStore either in new[] { store, restored })
        {
            either.Apply(new EntityWorked("@b@1", Now) { Taken = 1, TakenFromHolder = true }.Record);
            either.Apply(new InstancesTerminated(["one"], null, Now).Record);
        }

        Assert.Equal(Text(store), Text(restored));
        Assert.DoesNotContain("one", Text(restored), StringComparison.Ordinal);
        Assert.Equal("two", restored.Entities.All.Single(entity => entity.Id == "@c@1").State.Lock!.Holder.InstanceId);
    }

    [Fact]
    public void Snapshot_WithALockRequestOfAnInstanceThatHasEnded_NeverGivesItTheLock()
    {
        var store = new DurableStore();
        store.Apply(new EntitySignaled("@a@1", EntityMessage.Signal("op", null), dueAt: null).Record);
        Start(store, "dead", Lock(0, "@a@1"));
        store.Apply(new InstancesTerminated(["dead"], null, Now).Record);
        DurableStore restored = Restored(store);
        restored.Apply(new EntityWorked("@a@1", Now) { Taken = 1 }.Record);
        Assert.Empty(restored.Entities.All);
    }

    private static HistoryEvent Lock(int taskId, params string[] entities) =>
        new(HistoryEventKind.EntityLockRequested, taskId) { Data = LockSetCodec.ToText(entities) };

    private static void Start(DurableStore store, string id, params HistoryEvent[] actions)
    {
        store.Apply(new InstanceScheduled(new InstanceStart(id, "Name", "", null, Now)).Record);
        Work(store, id, actions);
    }

    private static void Work(DurableStore store, string id, params HistoryEvent[] actions) =>
        store.Apply(new WorkItemOutcome(id, Now) { Actions = actions, TakenFromInbox = store.Instances.All.Single(instance => instance.Id == id).State.Inbox.Count }.Record);

    private static DurableStore Restored(DurableStore store)
    {
        var records = new Records();
        store.CaptureSnapshot().WriteTo(records);
        var restored = new DurableStore();
        foreach (byte[] record in records.Written) restored.Apply(record);
        return restored;
    }

    private static string Text(DurableStore store) => string.Join('\n', store.Entities.All.OrderBy(entity => entity.Id, StringComparer.Ordinal).Select(entity =>
    {
        EntityState state = entity.State;
        string inbox = string.Join(',', state.Inbox.Messages.ToArray().Select(Text));
        string held = state.Lock is { } h ? $"{h.Holder} {string.Join(',', h.LockSet)} [{string.Join(',', h.Inbox.Messages.ToArray().Select(Text))}]" : "free";
        return $"{state.Id} {state.Value} [{inbox}] {held} {string.Join(',', state.Delayed?.Keys.Select(key => key.ToString()) ?? [])}";
    }));

    private static string Text(EntityMessage message) => $"{message.Kind} {message.Operation} {message.Caller} {string.Join('+', message.LockSet)}#{message.LockIndex}";

    private sealed class Records : ISnapshotWriter
    {
        public List<byte[]> Written { get; } = [];

        public void Write(ReadOnlySpan<byte> record) => Written.Add(record.ToArray());
    }
}
