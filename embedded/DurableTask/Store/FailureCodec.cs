using Microsoft.DurableTask;

namespace Embedded.DurableTask.Store;

/// <summary>Failure details in records: the chain from the outermost failure inwards.</summary>
internal static class FailureCodec
{
    public static void Write(RecordWriter writer, TaskFailureDetails? failure)
    {
        for (; failure is not null; failure = failure.InnerFailure)
        {
            writer.WriteBoolean(true);
            writer.WriteText(failure.ErrorType);
            writer.WriteText(failure.ErrorMessage);
            writer.WriteOptionalText(failure.StackTrace);
        }

        writer.WriteBoolean(false);
    }

    public static TaskFailureDetails? Read(ref RecordReader reader)
    {
        var chain = new Stack<TaskFailureDetails>();
        while (reader.ReadBoolean())
            chain.Push(new TaskFailureDetails(reader.ReadText(), reader.ReadText(), reader.ReadOptionalText(), InnerFailure: null, Properties: null));
        TaskFailureDetails? failure = null;
        while (chain.TryPop(out TaskFailureDetails? outer)) failure = outer with { InnerFailure = failure };
        return failure;
    }
}
