using System.Globalization;
using System.Net.Http.Headers;
using Embedded.Host;
using Embedded.ResourceManager.Sdk;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using Xunit.Abstractions;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>
/// Everything loses power at once, at chosen steps of its disks, while platforms come, go and heal. <c>POWER_CUTS</c> sets how often in all,
/// <c>POWER_CUTS_SEED</c> another course of events.
/// </summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int CutsPerOperation = 4;
    private const int CutsPerMachine = 40;

    private static int Cuts => Number("POWER_CUTS", 200);

    private static int Seed => Number("POWER_CUTS_SEED", 20_261);

    [Fact]
    public async Task SpawnAndRetire_PowerLostAtAnyStep_EverythingMadeOnceAndNothingLeft()
    {
        long began = TimeProvider.System.GetTimestamp();
        int deaths = 0;
        int platforms = 0;
        for (int machineSeed = Seed; deaths < Cuts; machineSeed++)
        {
            await using var machine = new MortalMachine(machineSeed);
            await machine.StartAsync();
            int steps = await StepsOfLifeAsync(machine);
            int target = Math.Min(CutsPerMachine, Cuts - deaths);
            for (int round = 0; machine.Deaths < target; round++)
            {
                Assert.True(round < CutsPerMachine, "Power is hardly ever lost.");
                await LiveAsync(machine, $"acme-{round}", steps);
                platforms++;
            }

            deaths += machine.Deaths;
        }

        output.WriteLine($"{deaths} losses of power, {platforms} platforms, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task Heal_PowerLostAtAnyStep_WhatWasLostIsMadeOnceMoreAndNothingElse()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sweep__Schedule"] = "*/1 * * * * *", ["Report__Schedule"] = "*/1 * * * * *" };
        await using var machine = new MortalMachine(Seed, settings);
        await machine.StartAsync();
        PlatformView platform = await machine.Api.SpawnActiveAsync("acme", "basic", TimeSpan.FromSeconds(180));
        ResourceView site = platform.Resources.Single(resource => resource.Type == "Microsoft.Web/sites");
        await DeleteAsync(machine, site.Id);

        machine.Doom(10, 12);
        await machine.AnswerAsync<object>(
            async () => await IsHealedAsync(machine, platform.Id) ? machine : null, () => $"{platform.Id} to be healed");
        machine.Spare();
        output.WriteLine($"{machine.Deaths} losses of power");
        Assert.True(machine.Deaths > 0, "Power was not lost.");
        foreach (ResourceView resource in platform.Resources)
        {
            bool lost = resource.Id.StartsWith(site.Id, StringComparison.OrdinalIgnoreCase);
            Assert.NotNull(machine.Cloud.Find(resource.Id));
            Assert.Equal(lost ? 2 : 1, machine.Cloud.CreationsOf(resource.Id));
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    /// <summary>How many steps the disks take for a platform's coming and going when nothing happens.</summary>
    private static async Task<int> StepsOfLifeAsync(MortalMachine machine)
    {
        long before = machine.Steps;
        await LiveAsync(machine, "calm", 0);
        return (int)(machine.Steps - before) / 2;
    }

    private static async Task LiveAsync(MortalMachine machine, string name, int steps)
    {
        if (steps > 0) machine.Doom(CutsPerOperation, steps);
        PlatformAccepted spawn = await machine.AnswerAsync(() => machine.Api.TrySpawnAsync(name), () => $"the spawn of {name} to be taken");
        OperationView end = await machine.EndOfAsync(spawn.OperationId);
        Assert.True(end.Status == OperationStatus.Succeeded, PlatformApi.Describe(end));
        machine.Spare();
        PlatformView platform = await machine.AnswerAsync(() => machine.Api.FindPlatformAsync(spawn.PlatformId), () => name);
        Assert.Equal(PlatformState.Active, platform.State);
        CloudCheck.HoldsOnly(machine.Cloud, [platform]);
        Assert.Single(machine.Machine.Children);

        if (steps > 0) machine.Doom(CutsPerOperation, steps);
        PlatformAccepted retire = await machine.AnswerAsync(() => machine.Api.TryRetireAsync(platform.Id), () => $"the retirement of {name} to be taken");
        if (retire.OperationId.Length > 0)
        {
            OperationView gone = await machine.EndOfAsync(retire.OperationId);
            Assert.True(gone.Status == OperationStatus.Succeeded, PlatformApi.Describe(gone));
        }

        machine.Spare();
        await machine.AnswerAsync(() => machine.Api.FindTreeAsync("root"), () => "the tree");
        CloudCheck.HoldsOnly(machine.Cloud, []);
        foreach (ResourceView resource in platform.Resources) CloudCheck.MadeOnce(machine.Cloud, resource.Id);
        Assert.Empty(machine.Machine.Children);
    }

    private static async Task DeleteAsync(MortalMachine machine, string id)
    {
        using var http = new HttpClient(machine.Cloud.CreateHandler()) { BaseAddress = new Uri("https://management.local/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", LocalTokenCredential.Token(LocalIdentities.Root.PrincipalId, LocalIdentities.Root.ClientId, "root"));
        using HttpResponseMessage deleted = await http.DeleteAsync(new Uri($"{id.TrimStart('/')}?api-version=2024-04-01", UriKind.Relative));
        Assert.True(deleted.IsSuccessStatusCode, await deleted.Content.ReadAsStringAsync());
        await Until.TrueAsync(() => Task.FromResult(machine.Cloud.Find(id) is null), TimeSpan.FromSeconds(10), () => $"{id} to be gone");
    }

    private static async Task<bool> IsHealedAsync(MortalMachine machine, string platformId)
    {
        if (await machine.Api.FindHealthAsync(platformId) is not { Incidents.Count: > 0 } health) return false;
        IncidentView latest = health.Incidents[0];
        return latest.RepairedAt is not null && await machine.Api.FindPlatformAsync(platformId) is { State: PlatformState.Active };
    }
}
