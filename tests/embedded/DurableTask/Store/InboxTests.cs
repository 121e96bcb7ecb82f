using Embedded.DurableTask.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.DurableTask.Tests.Store;

public sealed class InboxTests
{
    [Fact]
    public void AppendAndDrop_InAnyOrder_LeaveEarlierValuesAsTheyWere() => Prop.ForAll<byte[]>(steps =>
    {
        Inbox<InboxMessage> inbox = default;
        var model = new List<int>();
        var earlier = new List<(Inbox<InboxMessage> Inbox, int[] Expected)>();
        int next = 0;
        foreach (byte step in steps ?? [])
        {
            if (step % 3 == 0)
            {
                int count = step % (model.Count + 1);
                inbox = inbox.Drop(count);
                model.RemoveRange(0, count);
            }
            else
            {
                inbox = inbox.Append(InboxMessage.Of(new HistoryEvent(HistoryEventKind.ActivityCompleted, next)));
                model.Add(next++);
            }

            earlier.Add((inbox, [.. model]));
        }

        return earlier.All(value => value.Inbox.Messages.ToArray().Select(message => message.Content.TaskId).SequenceEqual(value.Expected));
    }).QuickCheckThrowOnFailure();
}
