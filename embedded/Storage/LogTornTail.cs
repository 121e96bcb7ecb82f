namespace Embedded.Storage;

/// <summary>What was cut off the end of a log when it was opened: the rest of a write that a crash interrupted, which nobody had been told of.</summary>
/// <param name="File">The file's full name.</param>
/// <param name="Offset">Where the cut was made.</param>
/// <param name="Bytes">How many bytes were dropped.</param>
internal sealed record LogTornTail(string File, long Offset, long Bytes);
