namespace Embedded.DurableTask.Store;

/// <summary>The head of a snapshot.</summary>
internal sealed class StoreRestored(long nextIncarnation) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.StoreRestored;

    public override void ApplyTo(StoreTransition store) => store.NextIncarnation = nextIncarnation;

    public static StoreRestored Read(ref RecordReader reader) => new(reader.ReadSigned());

    protected override void Write(RecordWriter writer) => writer.WriteSigned(nextIncarnation);
}
