namespace Embedded.Storage;

/// <summary>More bytes wait to be written than the log allows. Nothing was appended, and the log goes on.</summary>
internal sealed class LogOverloadedException(long pendingBytes)
    : IOException($"{pendingBytes} bytes wait to be written to the log, and its disk does not keep up.");
