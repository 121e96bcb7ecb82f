namespace Embedded.DurableTask.Store.Entities;

/// <summary>One message to an entity: an operation, or a step of the locking.</summary>
internal sealed record EntityMessage(EntityMessageKind Kind)
{
    /// <summary>The entity's own lock was released, or its holder has ended.</summary>
    public static EntityMessage Release { get; } = new(EntityMessageKind.LockRelease);

    public string Operation { get; init; } = string.Empty;

    public string? Input { get; init; }

    /// <summary>Who waits for the answer; null for a signal.</summary>
    public EntityCaller? Caller { get; init; }

    /// <summary>All that a lock request is for, in the order in which they are locked.</summary>
    public IReadOnlyList<string> LockSet { get; init; } = [];

    /// <summary>Which of the set comes next.</summary>
    public int LockIndex { get; init; }

    public bool IsOperation => Kind is EntityMessageKind.Signal or EntityMessageKind.Call;

    public static EntityMessage Signal(string operation, string? input) => new(EntityMessageKind.Signal) { Operation = operation, Input = input };

    public static EntityMessage Call(EntityCaller caller, string operation, string? input) =>
        new(EntityMessageKind.Call) { Operation = operation, Input = input, Caller = caller };

    public static EntityMessage Lock(EntityCaller caller, IReadOnlyList<string> entities) =>
        new(EntityMessageKind.LockRequest) { Caller = caller, LockSet = entities };

    public void Write(RecordWriter writer)
    {
        writer.WriteByte((byte)Kind);
        if (IsOperation)
        {
            writer.WriteText(Operation);
            writer.WriteOptionalText(Input);
        }

        if (Kind is EntityMessageKind.Call or EntityMessageKind.LockRequest) Caller!.Write(writer);
        if (Kind != EntityMessageKind.LockRequest) return;
        LockSetCodec.Write(writer, LockSet);
        writer.WriteCount(LockIndex);
    }

    public static EntityMessage Read(ref RecordReader reader)
    {
        var kind = (EntityMessageKind)reader.ReadByte();
        return kind switch
        {
            EntityMessageKind.Signal => new(kind) { Operation = reader.ReadText(), Input = reader.ReadOptionalText() },
            EntityMessageKind.Call => new(kind) { Operation = reader.ReadText(), Input = reader.ReadOptionalText(), Caller = EntityCaller.Read(ref reader) },
            EntityMessageKind.LockRequest => new(kind)
            {
                Caller = EntityCaller.Read(ref reader), LockSet = LockSetCodec.Read(ref reader), LockIndex = reader.ReadCount(),
            },
            EntityMessageKind.LockRelease => Release,
            _ => throw new InvalidDataException($"A durable record holds a message of the unknown kind {(byte)kind} to an entity."),
        };
    }
}
