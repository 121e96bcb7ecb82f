namespace Embedded.Storage;

/// <summary>
/// The named moments in the life of a log at which a test may end the process: <see cref="DurableLogOptions.Failpoint"/> is told the name of each one passed.
/// </summary>
internal static class LogFailpoints
{
    /// <summary>A batch is about to be written; nothing of it is in the file.</summary>
    public const string AppendBefore = "log.append.before";

    /// <summary>A batch is in the file, and perhaps not on the medium.</summary>
    public const string AppendAfter = "log.append.after";

    /// <summary>The file is about to be synced.</summary>
    public const string FsyncBefore = "log.fsync.before";

    /// <summary>A batch is on the medium, and nobody has been told.</summary>
    public const string FsyncAfter = "log.fsync.after";

    /// <summary>A batch was acknowledged to whoever waited.</summary>
    public const string AcknowledgeAfter = "log.acknowledge.after";

    /// <summary>A new segment is about to be made.</summary>
    public const string SegmentBefore = "log.segment.before";

    /// <summary>A new segment has its header and its name, and no record.</summary>
    public const string SegmentAfter = "log.segment.after";

    /// <summary>The state was taken hold of; the segment after it may not exist yet.</summary>
    public const string SnapshotCaptured = "log.snapshot.captured";

    /// <summary>The unfinished snapshot exists, and is empty.</summary>
    public const string SnapshotCreated = "log.snapshot.created";

    /// <summary>The unfinished snapshot is whole, and perhaps not on the medium.</summary>
    public const string SnapshotWritten = "log.snapshot.written";

    /// <summary>The unfinished snapshot is on the medium.</summary>
    public const string SnapshotSynced = "log.snapshot.synced";

    /// <summary>The snapshot has its name, perhaps not for good.</summary>
    public const string SnapshotRenamed = "log.snapshot.renamed";

    /// <summary>The snapshot's name is on the medium, and what it replaces is still there.</summary>
    public const string CompactionCommitted = "log.compaction.committed";

    /// <summary>One of the files that the snapshot replaces was removed.</summary>
    public const string CompactionRemovedOne = "log.compaction.removed-one";

    /// <summary>Everything that the snapshot replaces was removed.</summary>
    public const string CompactionAfter = "log.compaction.after";

    /// <summary>The log was read, and nothing in its folder changed.</summary>
    public const string RecoveryRead = "log.recovery.read";

    /// <summary>A torn tail was cut, perhaps not for good.</summary>
    public const string RecoveryCut = "log.recovery.cut";

    /// <summary>What was read is on the medium.</summary>
    public const string RecoverySynced = "log.recovery.synced";

    /// <summary>What a compaction left behind was removed.</summary>
    public const string RecoveryAfter = "log.recovery.after";
}
