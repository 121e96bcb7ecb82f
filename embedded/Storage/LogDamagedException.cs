namespace Embedded.Storage;

/// <summary>The files of a log contradict themselves in a way that no crash explains. Nothing was changed.</summary>
internal sealed class LogDamagedException(string file, long offset, string reason, Exception? innerException = null)
    : IOException($"The log file '{file}' is damaged at byte {offset}: {reason}", innerException)
{
    /// <summary>The file's full name.</summary>
    public string File { get; } = file;

    /// <summary>The byte at which the damaged part starts.</summary>
    public long Offset { get; } = offset;
}
