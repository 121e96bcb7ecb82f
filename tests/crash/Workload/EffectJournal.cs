using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Embedded.Crash.Workload;

/// <summary>
/// The outside world: a file that knows how often each effect happened, in which life of the program, and what its cause was. It survives the program as
/// anything outside does, by what was written and not by what was synced.
/// </summary>
internal sealed class EffectJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly int _life;
    private readonly FileStream _file;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _number;

    public EffectJournal(string path, int life)
    {
        _life = life;
        if (File.Exists(path))
        {
            foreach (string line in File.ReadLines(path)) Count(line.Split(' ')[0]);
        }

        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Makes an effect and answers what it is known by from now on.</summary>
    public string Happen(string key, string cause)
    {
        lock (_lock)
        {
            string token = string.Create(CultureInfo.InvariantCulture, $"{_life}.{++_number}");
            _file.Write(Encoding.UTF8.GetBytes($"{key} {token} {cause}\n"));
            Count(key);
            return token;
        }
    }

    /// <summary>How often the effect has happened, in all lives.</summary>
    public int CountOf(string key) => _counts.GetValueOrDefault(key);

    public void Dispose() => _file.Dispose();

    private void Count(string key) => _counts.AddOrUpdate(key, 1, static (_, count) => count + 1);
}
