using System.Collections.Concurrent;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>A tree of platforms, each spawned through its parent's own endpoint as soon as that is active.</summary>
internal sealed class PlatformTree(BenchmarkMachine machine)
{
    /// <summary>Children of each platform.</summary>
    public const int Breadth = 5;

    /// <summary>Generations below the root.</summary>
    public const int Depth = 3;

    /// <summary>All of them: 5 + 25 + 125.</summary>
    public const int Count = 155;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentBag<PlatformView> _platforms = [];
    private readonly ConcurrentBag<string> _failures = [];

    public IReadOnlyCollection<PlatformView> Platforms => _platforms;

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>The platforms right below the root.</summary>
    public IEnumerable<PlatformView> Children => _platforms.Where(platform => platform.Generation == 1);

    public Task GrowAsync(CancellationToken cancellationToken) => GrowAsync(machine.Machine.Root.BaseAddress, Depth, cancellationToken);

    private Task GrowAsync(Uri parent, int generations, CancellationToken cancellationToken) => generations == 0
        ? Task.CompletedTask
        : Task.WhenAll(Enumerable.Range(1, Breadth).Select(number => GrowChildAsync(parent, $"child-{number}", generations, cancellationToken)));

    private async Task GrowChildAsync(Uri parent, string name, int generations, CancellationToken cancellationToken)
    {
        PlatformView platform;
        try
        {
            platform = await machine.SpawnToActiveAsync(parent, name, Limit, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or HttpRequestException)
        {
            _failures.Add($"{name} of {parent}: {exception.Message}");
            return;
        }

        _platforms.Add(platform);
        await GrowAsync(new Uri(platform.Endpoint!), generations - 1, cancellationToken);
    }
}
