namespace Embedded.DurableTask.Store;

/// <summary>One atomic change of the store: a record of the log, and what it does to the state, the same when it happens and when it is read back.</summary>
internal abstract class StoreChange
{
    private byte[]? _record;

    protected abstract StoreChangeKind Kind { get; }

    /// <summary>The record; made once, preferably before the gate is taken.</summary>
    public byte[] Record => _record ??= Encode();

    /// <summary>Changes the state; the gate is held, or the log is being opened.</summary>
    public abstract void ApplyTo(StoreTransition store);

    protected abstract void Write(RecordWriter writer);

    private byte[] Encode()
    {
        using var writer = new RecordWriter();
        writer.WriteByte((byte)Kind);
        Write(writer);
        return writer.ToArray();
    }
}
