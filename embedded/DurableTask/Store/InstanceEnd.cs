using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>How an instance ended. A final failure is one that a parent's retry policy may not try again.</summary>
internal sealed record InstanceEnd(OrchestrationRuntimeStatus Status, string? Output, TaskFailureDetails? Failure, bool IsFinal = false)
{
    public static InstanceEnd Completed(string? output) => new(OrchestrationRuntimeStatus.Completed, output, Failure: null);

    public static InstanceEnd Failed(TaskFailureDetails failure, bool isFinal = false) => new(OrchestrationRuntimeStatus.Failed, Output: null, failure, isFinal);

    public static InstanceEnd Terminated(string? output) => new(OrchestrationRuntimeStatus.Terminated, output, Failure: null);

    public void Write(RecordWriter writer)
    {
        writer.WriteByte((byte)Status);
        writer.WriteOptionalText(Output);
        FailureCodec.Write(writer, Failure);
        writer.WriteBoolean(IsFinal);
    }

    public static InstanceEnd Read(ref RecordReader reader) =>
        new((OrchestrationRuntimeStatus)reader.ReadByte(), reader.ReadOptionalText(), FailureCodec.Read(ref reader), reader.ReadBoolean());
}
