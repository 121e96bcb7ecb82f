using System.Globalization;
using Embedded.Host;
using Embedded.ResourceManager;
using Embedded.Storage;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using Xunit.Abstractions;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>The real host, killed by SIGKILL while platforms come and go. <c>HOST_KILLS</c> sets how often, <c>HOST_KILLS_SEED</c> another course of events.</summary>
public sealed class HostKillTests(ITestOutputHelper output) : IDisposable
{
    private const int KillsPerSpawn = 4;

    // every third platform is the large one
    private const int LargeEvery = 3;

    // about what a spawn and a start take: kills are drawn from all of it
    private static readonly TimeSpan Spawning = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Starting = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(180);

    private readonly string _folder = Directory.CreateTempSubdirectory("host-kill").FullName;
    private readonly Dictionary<string, PlatformView> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _operations = [];

    private static int Kills => Number("HOST_KILLS", 52);

    private static int Seed => Number("HOST_KILLS_SEED", Environment.TickCount & 0xFFFF);

    [Fact]
    public async Task SpawnAndRetire_HostKilledAtRandomMoments_EverythingMadeOnceAndNothingLeft()
    {
        int seed = Seed;
        long began = TimeProvider.System.GetTimestamp();
        int kills = 0;
        await using var host = new HostProcess(_folder);
        try
        {
            kills = await RunAsync(host, new Random(seed));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}: {exception.Message} The host wrote: {host.Output}", exception);
        }

        output.WriteLine($"{kills} kills, {_seen.Count} platforms, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s, seed {seed}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static string TemplateOf(int round) => round % LargeEvery == LargeEvery - 1 ? "soulfra" : "basic";

    private async Task<int> RunAsync(HostProcess host, Random chance)
    {
        await host.StartReadyAsync();
        using var api = new PlatformApi(host.Address);

        PlatformView former = await SeeAsync(api, await api.SpawnAsync("calm"));
        int kills = 0;
        for (int round = 0; kills < Kills; round++)
        {
            Task<PlatformAccepted?> spawn = api.TrySpawnAsync($"acme-{round}", TemplateOf(round));
            Task<PlatformAccepted?> retire = api.TryRetireAsync(former.Id);
            TimeSpan span = Spawning;
            for (int kill = 0; kill < KillsPerSpawn; kill++, kills++)
            {
                // the moment is what is tested, so nothing but time may choose it
                await Task.Delay(span * chance.NextDouble(), TimeProvider.System);
                await host.KillAsync();
                if (kill == KillsPerSpawn - 1) await host.StartReadyAsync();
                else host.Start();
                span = Starting + Spawning;
            }

            // what was answered with 202 must be there; what was not is sent again with the same key
            PlatformAccepted accepted = await api.SpawnAsync($"acme-{round}", TemplateOf(round));
            if (await spawn is { } first) Assert.Equal(first, accepted);
            await EndAsync(api, await retire ?? await Until.AnsweredAsync(() => api.TryRetireAsync(former.Id), EndLimit, () => "the retirement to be taken"));
            former = await SeeAsync(api, accepted);
        }

        IReadOnlyList<PlatformView> living = await LivingAsync(api);
        Assert.Equal([former.Id], living.Select(platform => platform.Id));
        foreach (string operation in _operations) Assert.NotNull(await api.FindOperationAsync(operation));
        await host.KillAsync();
        await CheckCloudAsync(living);
        return kills;
    }

    private async Task<PlatformView> SeeAsync(PlatformApi api, PlatformAccepted accepted)
    {
        await EndAsync(api, accepted);
        PlatformView platform = await Until.AnsweredAsync(() => api.FindPlatformAsync(accepted.PlatformId), EndLimit, () => accepted.PlatformId);
        Assert.Equal(PlatformState.Active, platform.State);
        _seen[platform.Id] = platform;
        return platform;
    }

    private async Task EndAsync(PlatformApi api, PlatformAccepted accepted)
    {
        if (accepted.OperationId.Length == 0) return;
        OperationView end = await api.EndOfAsync(accepted.OperationId, EndLimit);
        Assert.True(end.Status == OperationStatus.Succeeded, PlatformApi.Describe(end));
        _operations.Add(end.Id);
    }

    private static async Task<IReadOnlyList<PlatformView>> LivingAsync(PlatformApi api) =>
        [.. (await api.PlatformsAsync()).Where(platform => platform.ParentId is not null && platform.State is not (PlatformState.Retired or PlatformState.Failed))];

    private async Task CheckCloudAsync(IReadOnlyList<PlatformView> living)
    {
        await using LocalResourceManager cloud = LocalResourceManager.Open(new ResourceManagerOptions
        {
            Disk = new FolderDisk(Path.Combine(_folder, "arm")),
            Sites = new NoSites(),
            TenantId = LocalIdentities.TenantId,
            Subscriptions = [LocalIdentities.SubscriptionId],
        });
        CloudCheck.HoldsOnly(cloud, living);
        foreach (ResourceView resource in _seen.Values.SelectMany(platform => platform.Resources)) CloudCheck.MadeOnce(cloud, resource.Id);
    }
}
