using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Embedded.Functions.Hosting;
using Embedded.Host;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Resources;
using Embedded.ResourceManager.Sdk;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A whole machine in memory, with schedules quick enough for a test, and a user of it.</summary>
internal sealed class LiveMachine : IAsyncDisposable
{
    public const string Subscription = "/subscriptions/" + LocalIdentities.SubscriptionId;

    private const string AnyPort = "http://127.0.0.1:0";
    private const string EverySecond = "*/1 * * * * *";

    private static int s_machines;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly LocalMachineOptions _options;
    private HttpClient _cloud;

    private LiveMachine(MemoryStorage storage, LocalMachineOptions options, LocalMachine machine)
    {
        Storage = storage;
        _options = options;
        Machine = machine;
        _cloud = OpenCloud(machine);
    }

    public MemoryStorage Storage { get; }

    public LocalMachine Machine { get; private set; }

    /// <summary>A user of the root.</summary>
    public PlatformClient Root => At(Machine.Root.BaseAddress);

    /// <summary>Everything that stands in the cloud.</summary>
    public IReadOnlyList<ResourceRecord> Resources => Machine.ResourceManager.ResourcesIn(Subscription);

    /// <param name="profile">How the cloud behaves.</param>
    /// <param name="settings">Settings of the root besides the quick schedules.</param>
    public static Task<LiveMachine> StartAsync(ResourceManagerProfile? profile = null, params (string Name, string Value)[] settings) =>
        StartAsync(new MemoryStorage(), profile ?? ResourceManagerProfile.Fast, AnyPort, settings);

    /// <summary>On what a machine before left behind.</summary>
    public static Task<LiveMachine> StartAsync(MemoryStorage storage, params (string Name, string Value)[] settings) =>
        StartAsync(storage, ResourceManagerProfile.Fast, AnyPort, settings);

    /// <summary>At another address.</summary>
    public static Task<LiveMachine> StartAsync(string url) => StartAsync(new MemoryStorage(), ResourceManagerProfile.Fast, url, []);

    private static async Task<LiveMachine> StartAsync(MemoryStorage storage, ResourceManagerProfile profile, string url, (string Name, string Value)[] settings)
    {
        Dictionary<string, string> all = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Sweep__Schedule"] = EverySecond,
            ["Report__Schedule"] = EverySecond,

            // no whole number of seconds: the schedules run on whole seconds, and silence is not to be judged on an edge
            ["Sweep__StaleSeconds"] = "3.5",

            // on a busy machine a report may be late
            ["Sweep__SilenceSeconds"] = "600",
        };
        foreach ((string name, string value) in settings) all[name] = value;
        var options = new LocalMachineOptions
        {
            Name = $"root{Interlocked.Increment(ref s_machines)}",
            Storage = storage,
            Url = url,
            Profile = profile,
            RootSettings = all,
        };
        return new LiveMachine(storage, options, await LocalMachine.StartAsync(options, CancellationToken.None));
    }

    /// <summary>Stops everything and starts it again on the same data, the root at another address.</summary>
    public async Task MoveRootAsync()
    {
        int port = Machine.Root.BaseAddress.Port;
        await Machine.DisposeAsync();
        using Socket occupied = Occupy(port);
        Machine = await LocalMachine.StartAsync(_options, CancellationToken.None);
        _cloud.Dispose();
        _cloud = OpenCloud(Machine);
    }

    /// <summary>Takes a port that has become free: whoever calls there gets no answer, and nobody else can listen.</summary>
    public static Socket Occupy(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen();
        return socket;
    }

    /// <summary>A user of a platform at its own endpoint.</summary>
    public PlatformClient At(PlatformView platform) => At(new Uri(platform.Endpoint!));

    /// <summary>The running program of a platform.</summary>
    public AppInstance ProgramOf(PlatformView platform) => Machine.Children[SiteOf(platform)];

    /// <summary>The id of a platform's site.</summary>
    public static string SiteOf(PlatformView platform) => ResourceOf(platform, "site");

    /// <summary>The id of one of a platform's resources.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="key">Its key in the template.</param>
    public static string ResourceOf(PlatformView platform, string key) => platform.Resources.Single(resource => resource.Key == key).Id;

    /// <summary>Does something in the cloud behind the deployer's back; what takes time may still be under way.</summary>
    public async Task MeddleAsync(HttpMethod method, string id, string apiVersion, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"{id}?api-version={apiVersion}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _cloud.SendAsync(request);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    public Task StopSiteAsync(PlatformView platform) => MeddleAsync(HttpMethod.Post, SiteOf(platform) + "/stop", "2024-04-01");

    /// <summary>Rewrites every log to what is alive.</summary>
    public Task CompactAsync() =>
        Task.WhenAll(Machine.Children.Values.Prepend(Machine.Root).Select(program => program.CompactAsync()).Append(Machine.ResourceManager.CompactAsync()));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _cloud.Dispose();
        await Machine.DisposeAsync();
    }

    private static HttpClient OpenCloud(LocalMachine machine)
    {
        var cloud = new HttpClient(machine.ResourceManager.CreateHandler()) { BaseAddress = new Uri("https://management.local") };
        cloud.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", LocalTokenCredential.Token(LocalIdentities.Root.PrincipalId, LocalIdentities.Root.ClientId, "operator"));
        return cloud;
    }

    private PlatformClient At(Uri address) => new(_http, address);
}
