namespace Embedded.Storage;

/// <summary>Where a recovery left off.</summary>
/// <param name="Segment">The open segment to append to.</param>
/// <param name="SegmentFirstPosition">The position of the first record of that segment.</param>
/// <param name="Position">The last record's position; 0 in an empty log.</param>
/// <param name="SnapshotPosition">What the snapshot covers; 0 if there is none.</param>
/// <param name="SnapshotBytes">The size of the snapshot file.</param>
/// <param name="SegmentBytes">The size of all segments.</param>
/// <param name="DroppedTail">What was cut off the end, if anything.</param>
internal sealed record RecoveredLog(
    ILogFile Segment, long SegmentFirstPosition, long Position, long SnapshotPosition, long SnapshotBytes, long SegmentBytes, LogTornTail? DroppedTail);
