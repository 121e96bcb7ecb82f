namespace Embedded.Storage;

/// <summary>
/// What a <see cref="DurableLog"/> asks of a disk: one flat folder of files that only grow. Every method is one step, so that a test can fail or
/// stop the world at each of them. Failures are <see cref="IOException"/>.
/// </summary>
internal interface ILogDisk
{
    /// <summary>What the folder is called in messages.</summary>
    string Name { get; }

    /// <summary>Takes the folder for one owner, until the result is disposed of or the process dies.</summary>
    /// <exception cref="LogInUseException">Another log, of this process or another, holds it.</exception>
    IDisposable Acquire();

    /// <summary>The names of the files in the folder, in no order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Makes a new file, empty; one of that name that exists is emptied. Its name is durable only after <see cref="SyncDirectory"/>.</summary>
    ILogFile Create(string name);

    /// <summary>Opens a file that exists, to append to it.</summary>
    ILogFile OpenAppend(string name);

    /// <summary>Opens a file that exists, to read it; the stream can seek.</summary>
    Stream OpenRead(string name);

    /// <summary>Gives a file another name, replacing a file that has it already. Durable only after <see cref="SyncDirectory"/>.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file. Durable only after <see cref="SyncDirectory"/>.</summary>
    void Delete(string name);

    /// <summary>Makes creations, renames and deletions durable.</summary>
    void SyncDirectory();

    /// <summary>Runs, soon and never at once, what writes to the disk and may block its thread until the medium has it; it does not throw.</summary>
    void Enqueue(Action write) => LogWriterThreads.Shared.Enqueue(write);
}
