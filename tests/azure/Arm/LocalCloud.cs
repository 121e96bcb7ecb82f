using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Embedded.ResourceManager;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Sdk;
using Embedded.ResourceManager.Sites;
using Embedded.Storage;
using PlatformDeployer.Azure.Arm;

namespace PlatformDeployer.Azure.Tests.Arm;

/// <summary>The local Resource Manager in this process, on a disk that survives its crash.</summary>
internal sealed class LocalCloud : IAsyncDisposable
{
    public const string SubscriptionId = "bbbbbbbb-0000-4000-8000-000000000001";

    private readonly MemoryDisk _disk = new();
    private readonly ResourceManagerProfile _profile;

    private LocalCloud(ResourceManagerProfile profile) => _profile = profile;

    public LocalResourceManager Server { get; private set; } = null!;

    public static async Task<LocalCloud> StartAsync(ResourceManagerProfile? profile = null)
    {
        var cloud = new LocalCloud(profile ?? ResourceManagerProfile.Fast);
        await cloud.BootAsync();
        return cloud;
    }

    /// <summary>The provisioner of a process that has just begun: nothing is kept from one to the next.</summary>
    public ArmProvisioner Provisioner()
    {
        var options = new ArmClientOptions
        {
            Environment = new ArmEnvironment(new Uri("https://management.local"), "https://management.local"),
            Transport = new HttpClientTransport(Server.CreateHandler()),
        };
        options.Retry.MaxRetries = 0;
        var credential = new LocalTokenCredential("cccccccc-0000-4000-8000-000000000001", "dddddddd-0000-4000-8000-000000000001", "root");
        return new ArmProvisioner(new ArmClient(credential, SubscriptionId, options), SubscriptionId, "http", TimeProvider.System);
    }

    public async Task CrashAndRestartAsync()
    {
        Server.Abandon();
        _disk.Crash();
        await BootAsync();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task BootAsync()
    {
        Server = LocalResourceManager.Open(new ResourceManagerOptions { Disk = _disk, Sites = new NoSites(), Profile = _profile });
        await Server.StartAsync(CancellationToken.None);
    }

    private sealed class NoSites : IFunctionAppRuntime
    {
        public Task<SiteEndpoint> StartAsync(SiteStart start, CancellationToken cancellationToken) => throw new InvalidOperationException("No site is started here.");

        public Task StopAsync(string siteResourceId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DeleteAsync(string siteResourceId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
