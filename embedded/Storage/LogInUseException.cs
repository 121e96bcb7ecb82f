namespace Embedded.Storage;

/// <summary>The folder of the log is held by another log, in this process or another.</summary>
internal sealed class LogInUseException(string folder, Exception? innerException = null)
    : IOException($"The log in '{folder}' is in use by another process or instance.", innerException);
