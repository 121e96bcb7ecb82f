namespace Embedded.Storage;

/// <summary>
/// The log no longer takes or acknowledges anything: a write or fsync failed, or it was closed or abandoned. What the medium holds is then
/// unknown (a kernel may drop the dirty pages of a failed fsync), so nothing is tried again: the way out is to open the log anew.
/// </summary>
internal sealed class LogFailedException(string message, Exception? innerException = null) : IOException(message, innerException);
