using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>An instance in a snapshot, without its history and inbox.</summary>
internal sealed class InstanceRestored(InstanceState state) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.InstanceRestored;

    public override void ApplyTo(StoreTransition store) => store.Create(state);

    public static InstanceRestored Read(ref RecordReader reader)
    {
        InstanceStart start = InstanceStart.Read(ref reader);
        return new InstanceRestored(new InstanceState(start, reader.ReadSigned())
        {
            Progress = (OrchestrationRuntimeStatus)reader.ReadByte(),
            IsSuspended = reader.ReadBoolean(),
            Generation = reader.ReadCount(),
            Input = reader.ReadBoolean() ? start.Input : reader.ReadOptionalText(),
            Version = reader.ReadText(),
            CustomStatus = reader.ReadOptionalText(),
            Output = reader.ReadOptionalText(),
            Failure = FailureCodec.Read(ref reader),
            UpdatedAt = reader.ReadTime(),
            WorkedAt = reader.ReadTime(),
        });
    }

    protected override void Write(RecordWriter writer)
    {
        bool hasFirstInput = ReferenceEquals(state.Input, state.Start.Input);
        state.Start.Write(writer);
        writer.WriteSigned(state.Incarnation);
        writer.WriteByte((byte)state.Progress);
        writer.WriteBoolean(state.IsSuspended);
        writer.WriteCount(state.Generation);
        writer.WriteBoolean(hasFirstInput);
        if (!hasFirstInput) writer.WriteOptionalText(state.Input);
        writer.WriteText(state.Version);
        writer.WriteOptionalText(state.CustomStatus);
        writer.WriteOptionalText(state.Output);
        FailureCodec.Write(writer, state.Failure);
        writer.WriteTime(state.UpdatedAt);
        writer.WriteTime(state.WorkedAt);
    }
}
