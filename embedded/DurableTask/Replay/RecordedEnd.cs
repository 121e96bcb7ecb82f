namespace Embedded.DurableTask.Replay;

/// <summary>What a recorded generation came to with its last step.</summary>
internal enum RecordedEnd
{
    /// <summary>It was still waiting.</summary>
    None,

    Completed,

    Failed,

    ContinuedAsNew,
}
