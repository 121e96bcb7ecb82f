using System.Net;
using System.Net.Http.Json;
using Embedded.Host;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>A whole machine in this process, and its user.</summary>
internal sealed class BenchmarkMachine : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    private readonly BenchmarkRun _run;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private BenchmarkMachine(BenchmarkRun run, LocalMachine machine)
    {
        _run = run;
        Machine = machine;
    }

    public LocalMachine Machine { get; }

    public static async Task<BenchmarkMachine> StartAsync(BenchmarkRun run, string folder, ResourceManagerProfile profile, CancellationToken cancellationToken)
    {
        var options = new LocalMachineOptions { Storage = new FolderStorage(folder), Url = "http://127.0.0.1:0", Profile = profile, Time = run.Time };
        return new BenchmarkMachine(run, await LocalMachine.StartAsync(options, cancellationToken));
    }

    /// <summary>Asks a platform for a child.</summary>
    public async Task<PlatformAccepted> SpawnAsync(Uri parent, string name, CancellationToken cancellationToken)
    {
        var request = new SpawnPlatformRequest { Name = name, Template = "basic" };
        using HttpResponseMessage response = await _http.PostAsJsonAsync(new Uri(parent, "api/platforms"), request, cancellationToken);
        return await ReadAsync<PlatformAccepted>(response, HttpStatusCode.Accepted, cancellationToken);
    }

    /// <summary>Asks a platform for a child and waits until that is active; answers what it is then.</summary>
    /// <exception cref="InvalidOperationException">The spawn failed.</exception>
    public async Task<PlatformView> SpawnToActiveAsync(Uri parent, string name, TimeSpan limit, CancellationToken cancellationToken)
    {
        PlatformAccepted accepted = await SpawnAsync(parent, name, cancellationToken);
        PlatformView? platform = null;
        await _run.UntilAsync(
            async () =>
            {
                platform = await GetAsync<PlatformView>(parent, $"platforms/{accepted.PlatformId}", cancellationToken);
                if (platform.State is PlatformState.Failed) throw new InvalidOperationException($"The spawn of {name} failed: {platform.FailureReason}");
                return platform.State is PlatformState.Active;
            },
            LookInterval,
            limit,
            $"{name} is active",
            cancellationToken);
        return platform!;
    }

    /// <summary>Retires a platform with all below it and waits until that has ended.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task RetireAsync(Uri parent, string id, TimeSpan limit, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.DeleteAsync(new Uri(parent, $"api/platforms/{id}?cascade=true"), cancellationToken);
        PlatformAccepted accepted = await ReadAsync<PlatformAccepted>(response, HttpStatusCode.Accepted, cancellationToken);
        await _run.UntilAsync(
            async () =>
            {
                OperationView operation = await OperationAsync(parent, accepted.OperationId, cancellationToken);
                if (operation.Status is OperationStatus.Failed or OperationStatus.Canceled) throw new InvalidOperationException($"The retirement of {id} ended {operation.Status}: {operation.Error}");
                return operation.Status is OperationStatus.Succeeded;
            },
            TimeSpan.FromMilliseconds(50),
            limit,
            $"{id} is retired",
            cancellationToken);
    }

    public Task<OperationView> OperationAsync(Uri platform, string id, CancellationToken cancellationToken) => GetAsync<OperationView>(platform, $"operations/{id}", cancellationToken);

    public async Task<T> GetAsync<T>(Uri platform, string route, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(platform, "api/" + route), cancellationToken);
        return await ReadAsync<T>(response, HttpStatusCode.OK, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Machine.DisposeAsync();
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        if (response.StatusCode != expected)
        {
            throw new InvalidOperationException($"{response.RequestMessage?.RequestUri}: {response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }

        return await response.Content.ReadFromJsonAsync<T>(cancellationToken) ?? throw new InvalidOperationException($"{response.RequestMessage?.RequestUri} answered null.");
    }
}
