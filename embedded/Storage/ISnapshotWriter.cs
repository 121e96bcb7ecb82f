namespace Embedded.Storage;

/// <summary>Takes the records of a snapshot, in the order in which they will be applied.</summary>
internal interface ISnapshotWriter
{
    /// <summary>Adds one record.</summary>
    void Write(ReadOnlySpan<byte> record);
}
