namespace Embedded.Storage;

/// <summary>A record is larger than a log can hold. Nothing was appended, and the log goes on.</summary>
internal sealed class LogRecordTooLargeException(long size)
    : IOException($"A record of {size} bytes is over the log's limit of {LogFrame.PayloadMaxBytes} bytes.");
