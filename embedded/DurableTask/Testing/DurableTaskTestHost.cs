using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Embedded.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.DurableTask.Testing;

/// <summary>
/// A whole engine for tests, in memory unless a <see cref="DurableFolder"/> is among its services. Clock, loggers, disk and engine options are
/// taken from there too, where they are registered.
/// </summary>
public sealed class DurableTaskTestHost : IAsyncDisposable
{
    /// <summary>Set to 1, it makes every test host replay each work item from the beginning.</summary>
    private const string ReplaysAlwaysVariable = "DURABLETASK_TESTHOST_REPLAYS_ALWAYS";

    private readonly ServiceProvider _services;
    private readonly DurableLog _log;

    private DurableTaskTestHost(ServiceProvider services, DurableLog log, DurableEngine engine)
    {
        _services = services;
        _log = log;
        Engine = engine;
        Client = engine.CreateClient();
    }

    public DurableTaskClient Client { get; }

    public IServiceProvider Services => _services;

    internal DurableEngine Engine { get; }

    internal DurableLog Log => _log;

    public static async Task<DurableTaskTestHost> StartAsync(
        Action<DurableTaskRegistry> registry, DurableTaskTestHostOptions? options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var tasks = new DurableTaskRegistry();
        registry(tasks);
        ServiceProvider services = BuildServices(options ?? new DurableTaskTestHostOptions());
        var store = new DurableStore();
        DurableLog log = DurableLog.Open(DiskOf(services), [store]);
        var engine = new DurableEngine(
            tasks,
            services,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>(),
            services.GetRequiredService<DurableEngineOptions>(),
            store,
            log);
        await engine.StartAsync(cancellationToken).ConfigureAwait(false);
        return new DurableTaskTestHost(services, log, engine);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync().ConfigureAwait(false);
        await _log.DisposeAsync().ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends as if the process had died.</summary>
    internal void Abandon()
    {
        _log.Abandon();
        Engine.Abandon();
    }

    private static ServiceProvider BuildServices(DurableTaskTestHostOptions options)
    {
        var services = new ServiceCollection();
        if (options.LoggerFactory is { } loggers) services.AddSingleton(loggers);
        options.ConfigureServices?.Invoke(services);
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new DurableEngineOptions
        {
            ReplaysAlways = Environment.GetEnvironmentVariable(ReplaysAlwaysVariable) == "1",
            StopLimit = TimeSpan.FromSeconds(5),
        });
        return services.BuildServiceProvider();
    }

    private static ILogDisk DiskOf(IServiceProvider services)
    {
        if (services.GetService<ILogDisk>() is { } disk) return disk;
        return services.GetService<DurableFolder>() is { } folder ? new FolderDisk(folder.Path) : new MemoryDisk();
    }
}
