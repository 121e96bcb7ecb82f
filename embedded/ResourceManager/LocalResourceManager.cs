using System.Security.Cryptography.X509Certificates;
using Embedded.ResourceManager.Http;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;
using Embedded.ResourceManager.Sites;
using Embedded.Storage;
using Microsoft.Extensions.Logging;

namespace Embedded.ResourceManager;

/// <summary>
/// An Azure Resource Manager on this machine, for unmodified clients: over HTTPS, or through a handler in the same process. Its state is on
/// one log, and operations under way go on after a restart.
/// </summary>
internal sealed partial class LocalResourceManager : IAsyncDisposable
{
    private readonly ResourceManagerOptions _options;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly DurableLog _log;
    private readonly ArmContext _context;
    private readonly ArmPipeline _pipeline;
    private ArmHttpsServer? _server;
    private X509Certificate2? _certificate;
    private int _disposed;

    private LocalResourceManager(ResourceManagerOptions options, DurableLog log, ResourceStore store, ProviderRegistry providers)
    {
        _options = options;
        _log = log;
        ILogger logger = options.Loggers.CreateLogger("Embedded.ResourceManager");
        Chance chance = new(options.Seed);
        Faults = new FaultInjector(options.Profile.Faults, chance);
        OperationEngine operations = new(options.Profile, chance, options.Clock, logger, _lifetime.Token);
        SiteSupervisor sites = new(store, options.Sites, options.Clock, logger, _lifetime.Token);
        _context = new ArmContext(store, providers, operations, sites, options.Profile, chance, options.Clock, options.TenantId, options.Seed);
        operations.Attach(_context);
        _pipeline = new ArmPipeline(_context, Faults, Journal, logger, _lifetime.Token);
    }

    /// <summary>The faults that calls meet; exchangeable at any time.</summary>
    public FaultInjector Faults { get; }

    public CallJournal Journal { get; } = new();

    public ProviderRegistry Providers => _context.Providers;

    /// <summary>The server's certificate, once it listens.</summary>
    public X509Certificate2? Certificate => _certificate;

    /// <summary>Completes when the disk of its log failed: it takes no change from then on, and is to be opened again.</summary>
    public Task<LogFailedException> LogBroken => _log.WhenBroken;

    /// <summary>Opens the state. Throws what <see cref="DurableLog.Open"/> throws.</summary>
    public static LocalResourceManager Open(ResourceManagerOptions options)
    {
        ProviderRegistry providers = new();
        ResourceStore store = new(providers.GlobalNameOf, options.Clock, TimeSpan.FromSeconds(options.Profile.OperationRetentionSeconds));
        ILogger logger = options.Loggers.CreateLogger("Embedded.ResourceManager");
        DurableLog log = DurableLog.Open(options.Disk, [store], new DurableLogOptions { CompactionFailed = reason => LogNotCompacted(logger, reason) });
        if (log.DroppedTail is { } tail)
            LogTailDropped(logger, tail.Bytes, tail.Offset, tail.File);
        store.Attach(log);
        return new LocalResourceManager(options, log, store, providers);
    }

    /// <summary>Makes the subscriptions, takes on the operations under way, and boots the sites that should run.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _context.Store.ChangeAsync(AddSubscriptions).ConfigureAwait(false);
        foreach (OperationRecord operation in _context.Store.Peek(state => state.Operations.Where(operation => !operation.HasEnded).ToArray()))
            _context.Operations.Begin(operation);
        await _context.Sites.StartAllAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A transport for clients in this process. The client's base address may be any https address.</summary>
    public HttpMessageHandler CreateHandler() => new ArmMessageHandler(_pipeline);

    /// <summary>Serves HTTPS on a loopback port; 0 for a free one. Answers the address.</summary>
    public async Task<Uri> ListenAsync(int port, CancellationToken cancellationToken)
    {
        if (_server is not null)
            throw new InvalidOperationException("The Resource Manager listens already.");
        _certificate = ServerCertificate.LoadOrCreate(_options.CertificateFolder, _options.Clock.GetUtcNow());
        _server = await ArmHttpsServer.StartAsync(_pipeline, _certificate, port, _options.Loggers, cancellationToken).ConfigureAwait(false);
        return _server.Address;
    }

    /// <summary>A resource and all that stands in it, as it is now.</summary>
    public IReadOnlyList<ResourceRecord> ResourcesIn(string scope)
        => ResourcePath.TryParseId(scope, out ResourceId? id) ? _context.Store.Peek(state => state.Resources.Subtree(id)) : [];

    public ResourceRecord? Find(string id) => ResourcePath.TryParseId(id,
        out ResourceId? parsed) ? _context.Store.Peek(state => state.Resources.Find(parsed)) : null;

    /// <summary>Operations under way and those that ended within the retention.</summary>
    public IReadOnlyList<OperationRecord> Operations() => _context.Store.Peek(state => state.Operations.ToArray());

    /// <summary>How often an id was created, as far as it is remembered; 1 for a resource that a repeated PUT only found.</summary>
    public int CreationsOf(string id) => ResourcePath.TryParseId(id, out ResourceId? parsed) ? _context.Store.Peek(state => state.CreationsOf(parsed)) : 0;

    public Task CompactAsync() => _log.CompactAsync();

    /// <summary>
    /// As if the process had died: nothing more is written, clients see broken connections, and no site is started any more. Those that run are
    /// left to their runtime.
    /// </summary>
    public void Abandon()
    {
        _log.Abandon();
        _lifetime.Cancel();
        _server?.Abandon();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _lifetime.CancelAsync().ConfigureAwait(false);
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
        await _context.Operations.WhenIdleAsync().ConfigureAwait(false);
        await _log.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
        _lifetime.Dispose();
    }

    private StoreDecision<bool> AddSubscriptions(ResourceState state)
    {
        DateTimeOffset now = _options.Clock.GetUtcNow();
        ResourceRecord[] missing = [.. _options.Subscriptions
            .Select(ResourceId.Subscription)
            .Where(id => state.Resources.Find(id) is null)
            .Select(id => new ResourceRecord { Id = id, Body = ResourceRecord.EmptyBody, Creations = 1, CreatedAt = now, ChangedAt = now })];
        return new StoreDecision<bool>(missing.Length == 0 ? null : new StoreBatch { At = now, Put = missing }, true);
    }

    [LoggerMessage(30, LogLevel.Warning, "The Resource Manager's log ended in a torn write: {Bytes} bytes were cut off at byte {Offset} of '{File}'")]
    private static partial void LogTailDropped(ILogger logger, long bytes, long offset, string file);

    [LoggerMessage(31, LogLevel.Warning, "The Resource Manager's log could not be compacted: it goes on and grows, and it is tried again")]
    private static partial void LogNotCompacted(ILogger logger, Exception exception);
}
