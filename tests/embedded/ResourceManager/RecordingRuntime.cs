using System.Collections.Concurrent;
using Embedded.ResourceManager.Sites;

namespace Embedded.ResourceManager.Tests;

/// <summary>A runtime that runs nothing and remembers what it was asked.</summary>
internal sealed class RecordingRuntime : IFunctionAppRuntime
{
    private int _nextPort = 40_000;

    public ConcurrentQueue<SiteStart> Starts { get; } = new();

    public ConcurrentDictionary<string, int> Running { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentQueue<string> Deleted { get; } = new();

    public ConcurrentQueue<string> DeletedStorage { get; } = new();

    /// <summary>What a start waits for, where a test wants to be in the middle of one.</summary>
    public Task StartsWhen { get; set; } = Task.CompletedTask;

    public async Task<SiteEndpoint> StartAsync(SiteStart start, CancellationToken cancellationToken)
    {
        if (start.PackageUri.Scheme == "broken")
            throw new InvalidOperationException("The package is broken.");
        Starts.Enqueue(start);
        await StartsWhen.WaitAsync(cancellationToken);
        int port = start.PreferredPort ?? Interlocked.Increment(ref _nextPort);
        Running[start.SiteResourceId] = port;
        return new SiteEndpoint("127.0.0.1", port);
    }

    public Task StopAsync(string siteResourceId, CancellationToken cancellationToken)
    {
        Running.TryRemove(siteResourceId, out _);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string siteResourceId, CancellationToken cancellationToken)
    {
        Deleted.Enqueue(siteResourceId);
        return StopAsync(siteResourceId, cancellationToken);
    }

    /// <summary>What the deletion of an account's data comes to.</summary>
    public Exception? DeleteStorageFailure { get; set; }

    public Task DeleteStorageAsync(string accountName, CancellationToken cancellationToken)
    {
        if (DeleteStorageFailure is not null)
            return Task.FromException(DeleteStorageFailure);
        DeletedStorage.Enqueue(accountName);
        return Task.CompletedTask;
    }
}
