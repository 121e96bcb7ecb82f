using System.Net.Http.Headers;
using Embedded.Host;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Sdk;
using Embedded.Storage;
using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>A whole machine, cloud, root and children, from its start to its end.</summary>
internal sealed class SimulatedMachine
{
    public const string RootAddress = "http://127.0.0.1:7071";

    private static readonly TemplateLibrary Templates = TemplateFolder.Load(Path.Combine(AppContext.BaseDirectory, "templates"));

    private readonly SortedDictionary<string, MemoryDisk> _media;
    private LocalMachine? _local;

    public SimulatedMachine(SortedDictionary<string, MemoryDisk> media, SimulatedClock world, PortNumbers ports, Random chance, Trace trace)
    {
        _media = media;
        Clock = new MachineClock(world);
        Disks = new DiskFaults(chance, trace);
        Network = new SimulatedNetwork(Clock, chance, ports, trace);
        Http = new HttpClient(Network.CreateHandler()) { BaseAddress = new Uri(RootAddress), Timeout = Timeout.InfiniteTimeSpan };
    }

    public MachineClock Clock { get; }

    public DiskFaults Disks { get; }

    public SimulatedNetwork Network { get; }

    /// <summary>What a client on the network calls by; its base address is the root's.</summary>
    public HttpClient Http { get; }

    public LocalMachine Local => _local ?? throw new InvalidOperationException("The machine has not started.");

    public async Task StartAsync(int seed, ResourceManagerProfile profile, Random chance) => _local = await LocalMachine.StartAsync(
        new LocalMachineOptions
        {
            Name = "root",
            Storage = new SimulatedStorage(_media, Clock, Disks),
            Url = RootAddress,
            Profile = profile,
            Time = Clock,
            StopClock = Clock,
            Seed = seed,
            Listen = Network.ListenAsync,
            ConfigureServices = services => services
                .AddSingleton(Templates)
                .AddSingleton(chance)
                .AddSingleton<IPlatformIdSource>(new SeededPlatformIds(chance))
                .AddSingleton(new LinkClient(Network.CreateHandler())),
        },
        CancellationToken.None);

    /// <summary>Deletes a site in the cloud, as anybody may who has the right; whether that succeeds does not matter.</summary>
    public async Task DeleteSiteAsync(string id)
    {
        using var cloud = new HttpClient(Local.ResourceManager.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"https://management.local{id}?api-version=2024-04-01");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", LocalTokenCredential.Token(LocalIdentities.Root.PrincipalId, LocalIdentities.Root.ClientId, "operator"));
        try
        {
            (await cloud.SendAsync(request)).Dispose();
        }
        catch (HttpRequestException)
        {
            // The cloud is bad, or gone.
        }
    }

    /// <summary>Everything ends at once: of what was not synced, chance decides what is left.</summary>
    public Task LosePowerAsync(Random chance)
    {
        Disks.CutPower();
        Clock.CutPower();
        Task abandoned = _local?.AbandonAsync() ?? Task.CompletedTask;
        foreach (MemoryDisk medium in _media.Values) medium.Crash(chance);
        return abandoned;
    }
}
