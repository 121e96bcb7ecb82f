namespace Embedded.DurableTask.Store;

/// <summary>
/// The messages that wait for an instance or an entity, oldest first. A value: appending and dropping give another one and leave this one as it was. Values
/// that follow one another share an array, of which each sees only its own part; only the newest may be appended to.
/// </summary>
internal readonly struct Inbox<T>
{
    private const int CapacityMin = 4;
    private readonly T[]? _messages;
    private readonly int _start;
    private readonly int _end;

    public Inbox(T[] messages)
        : this(messages, 0, messages.Length)
    {
    }

    private Inbox(T[] messages, int start, int end)
    {
        _messages = messages;
        _start = start;
        _end = end;
    }

    public int Count => _end - _start;

    public ReadOnlySpan<T> Messages => _messages.AsSpan(_start, Count);

    public Inbox<T> Append(T message)
    {
        T[] messages = _messages ?? [];
        int start = _start;
        int end = _end;
        if (end == messages.Length)
        {
            messages = new T[Math.Max(CapacityMin, Count * 2)];
            Messages.CopyTo(messages);
            start = 0;
            end = Count;
        }

        messages[end] = message;
        return new Inbox<T>(messages, start, end + 1);
    }

    public Inbox<T> Drop(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? default : new Inbox<T>(_messages!, _start + count, _end);
    }
}
