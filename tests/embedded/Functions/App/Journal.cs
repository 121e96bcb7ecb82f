using System.Collections.Concurrent;

namespace Embedded.Functions.Tests.App;

/// <summary>What the functions of one instance did, in order.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = new();
    private readonly SemaphoreSlim _written = new(0);

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Write(string entry)
    {
        _entries.Enqueue(entry);
        _written.Release();
    }

    /// <summary>Waits until one more entry is written than was waited for so far.</summary>
    public async Task WaitAsync(int entries = 1)
    {
        for (int i = 0; i < entries; i++)
        {
            Assert.True(await _written.WaitAsync(TimeSpan.FromSeconds(10)), $"Only these were written: {string.Join(", ", _entries)}");
        }
    }
}
