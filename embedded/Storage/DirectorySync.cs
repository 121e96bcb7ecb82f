using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Embedded.Storage;

/// <summary>
/// Makes the entries of a directory durable. A file's own fsync does not: after a power loss a new file may have its bytes and no name, or a
/// renamed one its old name. POSIX asks for an fsync of the directory, which .NET has no call for, as it opens no handle on a directory.
/// </summary>
internal static partial class DirectorySync
{
    private const int ReadOnlyFlag = 0;

    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // NTFS journals directory entries itself, and Windows has no call that flushes a directory.
            return;
        }

        int descriptor = Open(path, ReadOnlyFlag);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        try
        {
            if (FSync(descriptor) != 0)
            {
                throw Failure("fsync", path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string operation, string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"Cannot {operation} the directory '{path}': {Marshal.GetPInvokeErrorMessage(error)}", new Win32Exception(error));
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
