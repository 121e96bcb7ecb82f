using System.Globalization;

namespace Embedded.Storage;

/// <summary>
/// One owner's hold on a folder. Two locks keep a second one out: on a file, and where the system has it on the folder itself, which nobody can delete
/// by hand while it is in use. A mark besides, a file by a name of its own, tells an owner that was passed over all the same, because the folder was
/// moved, emptied or replaced under it, or because the file system keeps no locks: the next one removes the mark before it reads anything.
/// </summary>
internal sealed class FolderOwnership : IDisposable
{
    private const string LockFile = "lock";
    private const string MarkPrefix = "owner.";
    private readonly string _folder;
    private readonly string _mark;
    private readonly FileStream _file;
    private readonly FolderLock? _lock;

    private FolderOwnership(string folder, FileStream file, FolderLock? folderLock)
    {
        _folder = folder;
        _file = file;
        _lock = folderLock;
        _mark = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{MarkPrefix}{Environment.ProcessId}.{Guid.NewGuid():n}"));
    }

    /// <exception cref="LogInUseException">Another owner, of this process or another, holds the folder.</exception>
    public static FolderOwnership Take(string folder)
    {
        FileStream file = LockTheFile(folder);
        FolderLock? folderLock = null;
        try
        {
            folderLock = FolderLock.Take(folder);
            FolderOwnership ownership = new(folder, file, folderLock);
            ownership.Mark();
            return ownership;
        }
        catch
        {
            folderLock?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Asked after every sync, before what it made durable is acknowledged, and before every change of a name.</summary>
    /// <exception cref="LogFencedException">The folder is no longer this owner's.</exception>
    public void Require()
    {
        if (!File.Exists(_mark))
        {
            throw new LogFencedException(_folder);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_mark);
        }
        catch (IOException)
        {
            // The folder is gone, and the mark with it.
        }

        _lock?.Dispose();
        _file.Dispose();
    }

    private static FileStream LockTheFile(string folder)
    {
        string path = Path.Combine(folder, LockFile);
        try
        {
            // The operating system gives the lock back when the process dies; the file itself stays, since removing it would race with a next owner.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            throw new LogInUseException(folder, e);
        }
    }

    private void Mark()
    {
        foreach (string former in Directory.EnumerateFiles(_folder, MarkPrefix + "*"))
        {
            File.Delete(former);
        }

        using FileStream mark = new(_mark, FileMode.CreateNew, FileAccess.Write);
    }
}
