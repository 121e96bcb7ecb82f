using Azure.Core.Pipeline;
using Embedded.Functions.Hosting;
using Embedded.ResourceManager;
using Embedded.Storage;

namespace Embedded.Host;

/// <summary>One machine: a Resource Manager, the root platform, and every platform below it, each an app instance of its own.</summary>
internal sealed class LocalMachine : IAsyncDisposable
{
    private readonly LocalMachineOptions _options;
    private readonly SiteRuntime _sites;
    private AppInstance? _root;

    private LocalMachine(LocalMachineOptions options)
    {
        _options = options;
        _sites = new SiteRuntime(LocalPackage.Program, options, Transport);
        ResourceManager = LocalResourceManager.Open(new ResourceManagerOptions
        {
            Disk = options.Storage.Open("arm"),
            Sites = _sites,
            Clock = options.Time,
            Profile = options.Profile,
            TenantId = LocalIdentities.TenantId,
            Subscriptions = [LocalIdentities.SubscriptionId],
            Seed = options.Seed,
            CertificateFolder = options.Storage.Folder is { } folder ? Path.Combine(folder, "arm") : null,
            Loggers = options.Loggers,
        });
    }

    /// <summary>The cloud of the machine.</summary>
    public LocalResourceManager ResourceManager { get; }

    /// <summary>Where other processes reach the cloud; null when it does not listen.</summary>
    public Uri? ResourceManagerAddress { get; private set; }

    /// <summary>The root platform.</summary>
    public AppInstance Root => _root ?? throw new InvalidOperationException("The root has not started.");

    /// <summary>Completes when the root has ended, or the log of the cloud failed: the machine is to end, and after a failure to start again.</summary>
    public Task Ended => Task.WhenAny(Root.Stopped, ResourceManager.LogBroken);

    /// <summary>Why the log of the cloud or of the root failed; null if neither did.</summary>
    public LogFailedException? LogFailure
    {
        get
        {
            Task<LogFailedException>[] broken = [ResourceManager.LogBroken, Root.LogBroken];
            return Array.Find(broken, log => log.IsCompleted)?.GetAwaiter().GetResult();
        }
    }

    /// <summary>The running platforms below the root, by the ids of their sites.</summary>
    public IReadOnlyDictionary<string, AppInstance> Children => _sites.Running;

    /// <summary>Starts the cloud, everything that ran before, and the root.</summary>
    /// <exception cref="LogInUseException">Another process uses the data.</exception>
    /// <exception cref="LogDamagedException">The data is damaged.</exception>
    /// <exception cref="IOException">The root's address is taken.</exception>
    public static async Task<LocalMachine> StartAsync(LocalMachineOptions options, CancellationToken cancellationToken)
    {
        var machine = new LocalMachine(options);
        try
        {
            await machine.StartAsync(cancellationToken);
            return machine;
        }
        catch
        {
            // nothing was promised to anybody yet, and a part that failed to start cannot be trusted to stop in order
            await machine.AbandonAsync();
            throw;
        }
    }

    /// <summary>Starts the root again after it ended alone, at the address it had.</summary>
    /// <exception cref="InvalidOperationException">It runs.</exception>
    public async Task RestartRootAsync(CancellationToken cancellationToken)
    {
        if (!Root.Stopped.IsCompleted) throw new InvalidOperationException("The root runs.");
        _root = await AppInstance.StartAsync(RootOptions() with { Url = Root.BaseAddress.GetLeftPart(UriPartial.Authority) }, cancellationToken);
    }

    /// <summary>Ends as if the process had died: nothing more is written by anybody.</summary>
    public async Task AbandonAsync()
    {
        ResourceManager.Abandon();
        await Task.WhenAll(_root?.AbandonAsync() ?? Task.CompletedTask, _sites.AbandonAllAsync());
    }

    public async ValueTask DisposeAsync()
    {
        // the cloud before the sites: an operation under way might start one that nobody would stop
        if (_root is not null) await _root.DisposeAsync();
        await ResourceManager.DisposeAsync();
        await _sites.StopAllAsync(CancellationToken.None);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.ResourceManagerPort is { } port) ResourceManagerAddress = await ResourceManager.ListenAsync(port, cancellationToken);

        // the root first: a child that comes up reports to its parent at once
        _root = await AppInstance.StartAsync(RootOptions(), cancellationToken);
        await ResourceManager.StartAsync(cancellationToken);
    }

    private AppInstanceOptions RootOptions() => new()
    {
        Name = _options.Name,
        App = LocalPackage.Program.App,
        Disk = _options.Storage.Open("root"),
        Settings = RootSettings.Of(LocalPackage.Program, _options.RootSettings),
        Url = _options.Url,
        Listen = _options.Listen,
        TimeProvider = _options.Time,
        Unrouted = UnroutedAnswer.WriteAsync,
        StopClock = _options.StopClock,
        ConfigureServices = services => _sites.Supply(services, LocalIdentities.Root, "root"),
    };

    private HttpPipelineTransport Transport() => new HttpClientTransport(new HttpClient(ResourceManager.CreateHandler(), disposeHandler: false));
}
