namespace Embedded.DurableTask.Store;

/// <summary>
/// The messages that wait for an instance, oldest first. A value: appending and dropping give another one and leave this one as it was. Values
/// that follow one another share an array, of which each sees only its own part; only the newest may be appended to.
/// </summary>
internal readonly struct Inbox
{
    private const int CapacityMin = 4;
    private readonly InboxMessage[]? _messages;
    private readonly int _start;
    private readonly int _end;

    private Inbox(InboxMessage[] messages, int start, int end)
    {
        _messages = messages;
        _start = start;
        _end = end;
    }

    public int Count => _end - _start;

    public ReadOnlySpan<InboxMessage> Messages => _messages.AsSpan(_start, Count);

    public static Inbox Of(IReadOnlyCollection<InboxMessage> messages) => messages.Count == 0 ? default : new([.. messages], 0, messages.Count);

    public Inbox Append(InboxMessage message)
    {
        InboxMessage[] messages = _messages ?? [];
        int start = _start;
        int end = _end;
        if (end == messages.Length)
        {
            messages = new InboxMessage[Math.Max(CapacityMin, Count * 2)];
            Messages.CopyTo(messages);
            start = 0;
            end = Count;
        }

        messages[end] = message;
        return new Inbox(messages, start, end + 1);
    }

    public Inbox Drop(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? default : new Inbox(_messages!, _start + count, _end);
    }
}
