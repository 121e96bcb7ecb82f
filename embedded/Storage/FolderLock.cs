using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Embedded.Storage;

/// <summary>
/// A lock on a folder itself. A lock on a file in it is worth nothing once the file is deleted: the next one to look makes another file, and locks that.
/// The system gives it back when the process dies.
/// </summary>
internal sealed partial class FolderLock : IDisposable
{
    private const int Exclusive = 2;
    private const int NonBlocking = 4;
    private readonly SafeFileHandle _handle;

    private FolderLock(SafeFileHandle handle) => _handle = handle;

    // Another process that this one starts must not inherit the lock.
    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    private static int WouldBlock => OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>Null where folders cannot be locked: on Windows, which lets nobody delete a locked file, and on file systems that have no such locks.</summary>
    /// <exception cref="LogInUseException">Another holds it.</exception>
    public static FolderLock? Take(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        SafeFileHandle handle = new(Open(folder, CloseOnExec), ownsHandle: true);
        if (!handle.IsInvalid && Lock(handle, Exclusive | NonBlocking) == 0)
        {
            return new FolderLock(handle);
        }

        int error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        return error == WouldBlock ? throw new LogInUseException(folder) : null;
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle descriptor, int operation);
}
