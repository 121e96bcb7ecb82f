namespace Embedded.Storage;

/// <summary>The folder of the log is no longer its owner's. What was written since was acknowledged to nobody.</summary>
internal sealed class LogFencedException(string folder)
    : IOException($"The folder '{folder}' was moved, emptied, replaced or taken over by another process while the log in it was open.");
