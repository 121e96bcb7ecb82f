using System.Net;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>The same request twice is one request.</summary>
public sealed class IdempotencyTests
{
    private const string Key = "Idempotency-Key";

    [Fact]
    public async Task Spawn_SameKeyAndBodyManyTimesAtOnce_IsOnePlatformWithOneAnswer()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        LiveAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(number => machine.Root.PostAsync(
                number % 2 == 0 ? """{"name":"acme","template":"basic"}""" : """{ "template": "basic", "name": "acme" }""", (Key, "order-1"))));
        PlatformAccepted accepted = Assert.Single(answers.Select(answer => answer.Read<PlatformAccepted>(HttpStatusCode.Accepted)).Distinct());
        Assert.Single(answers.Select(answer => answer.Headers.GetValues("Operation-Location").Single()).Distinct(StringComparer.Ordinal));

        OperationView end = await machine.Root.EndOfAsync(accepted.OperationId);
        Assert.True(end.Status == OperationStatus.Succeeded, $"{end.Error}");
        Assert.Equal(accepted, (await machine.Root.PostAsync("""{"name":"acme","template":"basic"}""", (Key, "order-1"))).Read<PlatformAccepted>(HttpStatusCode.Accepted));
        Assert.Single(await machine.Root.OperationsAsync());
        Assert.Single(machine.Machine.Children);
        Assert.All((await machine.Root.PlatformAsync(accepted.PlatformId)).Resources, resource => Assert.Equal(1, machine.Machine.ResourceManager.CreationsOf(resource.Id)));

        (await machine.Root.PostAsync("""{"name":"other","template":"basic"}""", (Key, "order-1"))).Problem(ProblemCodes.IdempotencyKeyReused);
        Assert.Single(await machine.Root.OperationsAsync());
    }

    [Fact]
    public async Task Spawn_SameNameManyTimesAtOnceWithDifferentKeys_OneIsTaken()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        LiveAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => machine.Root.PostAsync("""{"name":"acme","template":"basic"}""", (Key, $"order-{number}"))));
        LiveAnswer winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Accepted);
        string id = winner.Read<PlatformAccepted>(HttpStatusCode.Accepted).PlatformId;
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal(id, answer.Problem(ProblemCodes.NameTaken).Extensions!["holderId"].GetString()));
    }

    [Fact]
    public async Task Retire_Twice_IsOneRetirement()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        PlatformAccepted[] accepted = await Task.WhenAll(machine.Root.RetireAsync(platform.Id), machine.Root.RetireAsync(platform.Id));
        Assert.Single(accepted.Distinct());
        OperationView end = await machine.Root.EndOfAsync(accepted[0].OperationId);
        Assert.True(end.Status == OperationStatus.Succeeded, $"{end.Error}");
        Assert.Empty(machine.Machine.Children);
    }
}
