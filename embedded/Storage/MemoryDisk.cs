namespace Embedded.Storage;

/// <summary>
/// A disk in memory that knows what is durable and what is not: after <see cref="Crash"/> it holds what a machine that lost power would hold.
/// It outlives the log on it, so it can be opened again. Safe for concurrent use.
/// </summary>
internal sealed class MemoryDisk : ILogDisk
{
    private readonly Lock _sync = new();
    private Dictionary<string, MemoryFileContent> _files = new(StringComparer.Ordinal);
    private Dictionary<string, MemoryFileContent> _durableFiles = new(StringComparer.Ordinal);
    private Ownership? _owner;

    public string Name => "memory";

    /// <summary>In bytes, over all files.</summary>
    public long TotalBytes
    {
        get
        {
            lock (_sync)
            {
                return _files.Values.Sum(file => file.Length);
            }
        }
    }

    public IDisposable Acquire()
    {
        lock (_sync)
        {
            if (_owner is not null)
            {
                throw new LogInUseException(Name);
            }

            return _owner = new Ownership(this);
        }
    }

    public IReadOnlyList<string> List()
    {
        lock (_sync)
        {
            return [.. _files.Keys];
        }
    }

    public ILogFile Create(string name)
    {
        lock (_sync)
        {
            MemoryFileContent content = new();
            _files[name] = content;
            return new MemoryFile(_sync, content);
        }
    }

    public ILogFile OpenAppend(string name)
    {
        lock (_sync)
        {
            return new MemoryFile(_sync, Find(name));
        }
    }

    public Stream OpenRead(string name) => new MemoryStream(ReadAll(name), writable: false);

    public void Rename(string from, string to)
    {
        lock (_sync)
        {
            _files[to] = Find(from);
            _files.Remove(from);
        }
    }

    public void Delete(string name)
    {
        lock (_sync)
        {
            _files.Remove(name);
        }
    }

    public void SyncDirectory()
    {
        lock (_sync)
        {
            _durableFiles = new Dictionary<string, MemoryFileContent>(_files, StringComparer.Ordinal);
        }
    }

    public byte[] ReadAll(string name)
    {
        lock (_sync)
        {
            return Find(name).Bytes.ToArray();
        }
    }

    /// <summary>Sets a file's bytes, durably, whatever they were: how a test damages one.</summary>
    public void Replace(string name, ReadOnlySpan<byte> bytes)
    {
        lock (_sync)
        {
            MemoryFileContent content = new();
            content.Append(bytes);
            content.Sync();
            _files[name] = content;
            _durableFiles[name] = content;
        }
    }

    /// <summary>
    /// Loses power. Without <paramref name="chance"/> only what was synced is left; with it, the names that were not synced are old or new, and
    /// the bytes that were not synced are there up to some point, perhaps followed by zeros. The log on the disk is to be abandoned first.
    /// </summary>
    public void Crash(Random? chance = null)
    {
        lock (_sync)
        {
            Dictionary<string, MemoryFileContent> left = new(_durableFiles, StringComparer.Ordinal);
            if (chance is not null)
            {
                // File systems journal names in order: some prefix of the changes is there. All or none is what this disk can tell apart.
                left = chance.Next(2) == 0 ? left : new(_files, StringComparer.Ordinal);
            }

            foreach (MemoryFileContent content in left.Values.Distinct())
            {
                content.Crash(chance);
            }

            _files = left;
            _durableFiles = new Dictionary<string, MemoryFileContent>(left, StringComparer.Ordinal);
            _owner = null;
        }
    }

    private MemoryFileContent Find(string name) =>
        _files.TryGetValue(name, out MemoryFileContent? content) ? content : throw new FileNotFoundException($"There is no file '{name}'.", name);

    private sealed class Ownership(MemoryDisk disk) : IDisposable
    {
        public void Dispose()
        {
            lock (disk._sync)
            {
                if (disk._owner == this)
                {
                    disk._owner = null;
                }
            }
        }
    }
}
