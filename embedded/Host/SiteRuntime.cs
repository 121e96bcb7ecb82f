using System.Collections.Concurrent;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Embedded.Functions.Hosting;
using Embedded.ResourceManager.Sdk;
using Embedded.ResourceManager.Sites;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.Host;

/// <summary>Runs function apps for the sites of the local Resource Manager: each another instance of the program, in this process.</summary>
internal sealed class SiteRuntime(LocalPackage package, LocalMachineOptions machine, Func<HttpPipelineTransport> transport) : IFunctionAppRuntime
{
    private const string StorageSetting = "AzureWebJobsStorage__accountName";
    private const string EndpointSetting = "Platform__Endpoint";
    private const string StorageAddressSetting = "AzureWebJobsStorage__tableServiceUri";

    private readonly ConcurrentDictionary<string, AppInstance> _running = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The apps that run, by the ids of their sites.</summary>
    public IReadOnlyDictionary<string, AppInstance> Running => _running;

    public async Task<SiteEndpoint> StartAsync(SiteStart start, CancellationToken cancellationToken)
    {
        if (!package.IsProgram(start.PackageUri))
        {
            throw new InvalidOperationException($"The package '{start.PackageUri}' is not the program of this machine; only '{package.Address}' can be run here.");
        }

        if (_running.TryGetValue(start.SiteResourceId, out AppInstance? running) && !running.Stopped.IsCompleted) return EndpointOf(running);
        AppInstance instance = await StartAtAsync(start, start.PreferredPort ?? 0, cancellationToken);
        _running[start.SiteResourceId] = instance;
        return EndpointOf(instance);
    }

    public async Task StopAsync(string siteResourceId, CancellationToken cancellationToken)
    {
        if (_running.TryRemove(siteResourceId, out AppInstance? instance)) await instance.StopAsync(cancellationToken);
    }

    public Task DeleteAsync(string siteResourceId, CancellationToken cancellationToken) => StopAsync(siteResourceId, cancellationToken);

    /// <summary>Removes the data of a storage account that was deleted.</summary>
    public Task DeleteStorageAsync(string accountName, CancellationToken cancellationToken)
    {
        machine.Storage.Delete(PlaceOf(accountName));
        return Task.CompletedTask;
    }

    /// <summary>Stops every app, as at the end of the machine.</summary>
    public Task StopAllAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Keys.Select(site => StopAsync(site, cancellationToken)));

    /// <summary>As if the process had died.</summary>
    public Task AbandonAllAsync() => Task.WhenAll(_running.Values.Select(instance => instance.AbandonAsync()));

    /// <summary>What the machine gives an app: who it is for the cloud, and the way there.</summary>
    public void Supply(IServiceCollection services, SiteIdentity? identity, string name)
    {
        services.AddSingleton(transport());
        services.AddSingleton<ILoggerProvider>(new MachineLoggerProvider(machine.Loggers));
        if (identity is not null) services.AddSingleton<TokenCredential>(new LocalTokenCredential(identity.PrincipalId, identity.ClientId, name, machine.Time));
        machine.ConfigureServices?.Invoke(services);
    }

    private async Task<AppInstance> StartAtAsync(SiteStart start, int port, CancellationToken cancellationToken)
    {
        try
        {
            return await AppInstance.StartAsync(Options(start, port), cancellationToken);
        }
        catch (IOException) when (port != 0)
        {
            // somebody else has taken the port while the app was down: it moves, and the site says where it is
            return await AppInstance.StartAsync(Options(start, 0), cancellationToken);
        }
    }

    private AppInstanceOptions Options(SiteStart start, int port) => new()
    {
        Name = start.Name,
        App = package.App,
        Disk = machine.Storage.Open(PlaceOf(AccountOf(start))),
        Settings = SettingsOf(start),
        Url = $"http://{IPAddress.Loopback}:{port}",
        Listen = machine.Listen,
        TimeProvider = machine.Time,
        StopClock = machine.StopClock,
        Unrouted = UnroutedAnswer.WriteAsync,
        ConfigureServices = services => Supply(services, start.Identity, start.Name),
    };

    // The variables of the process are everybody's settings, and this one is an address of the root's.
    private static Dictionary<string, string> SettingsOf(SiteStart start)
    {
        Dictionary<string, string> settings = new(start.Settings, StringComparer.OrdinalIgnoreCase);
        settings.TryAdd(EndpointSetting, "");
        return settings;
    }

    // an app's data is in its storage account: it is still there when the site is made anew
    private static string AccountOf(SiteStart start)
    {
        if (start.Settings.TryGetValue(StorageSetting, out string? account)) return account;
        return start.Settings.TryGetValue(StorageAddressSetting, out string? address) && Uri.TryCreate(address, UriKind.Absolute, out Uri? host)
            ? host.Host.Split('.')[0]
            : start.Name;
    }

    private static string PlaceOf(string account) => "storage/" + account.ToLowerInvariant();

    private static SiteEndpoint EndpointOf(AppInstance instance) => new(instance.BaseAddress.Host, instance.BaseAddress.Port);
}
