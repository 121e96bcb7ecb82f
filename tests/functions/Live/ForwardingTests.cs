using System.Net;
using System.Net.Http.Json;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A request at an ancestor for a descendant is done by the descendant: nobody acts in another's name.</summary>
public sealed class ForwardingTests
{
    [Fact]
    public async Task SpawnAndRetire_AtTheRootForADeepDescendant_IsDoneByItsParent()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView child = await machine.Root.SpawnToActiveAsync("child");
        PlatformView grandchild = await machine.At(child).SpawnToActiveAsync("grandchild");
        await KnownAsync(machine, grandchild.Id);

        LiveAnswer answer = await machine.Root.SendAsync(
            HttpMethod.Post, "platforms", JsonContent.Create(new SpawnPlatformRequest { Name = "deep", Template = "basic", ParentId = grandchild.Id }), ("Idempotency-Key", "deep-1"));
        PlatformAccepted accepted = answer.Read<PlatformAccepted>(HttpStatusCode.Accepted);
        string operation = answer.Headers.GetValues("Operation-Location").Single();
        Assert.Equal($"{machine.At(grandchild).Address}api/operations/{accepted.OperationId}", operation);

        OperationView spawn = await machine.At(grandchild).EndOfAsync(accepted.OperationId);
        Assert.True(spawn.Status == OperationStatus.Succeeded, $"{spawn.Error}");
        PlatformView deep = await machine.At(grandchild).PlatformAsync(accepted.PlatformId);
        Assert.Equal(("/root/child/grandchild/deep", grandchild.Id), (deep.Path, deep.ParentId));
        await KnownAsync(machine, deep.Id);

        PlatformAccepted retirement = await machine.Root.RetireAsync(deep.Id);
        OperationView retired = await machine.At(grandchild).EndOfAsync(retirement.OperationId);
        Assert.True(retired.Status == OperationStatus.Succeeded, $"{retired.Error}");
        Assert.Equal(2, machine.Machine.Children.Count);
        await Until.TrueAsync(
            async () => (await machine.Root.PlatformsAsync()).All(known => known.Id != deep.Id || known.State == PlatformState.Retired), PlatformClient.Limit, "the root knows that it is gone");
    }

    [Fact]
    public async Task Spawn_ForADescendantThatDoesNotAnswer_SaysSo()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync(settings: ("Sweep__StaleSeconds", "600"));
        PlatformView child = await machine.Root.SpawnToActiveAsync("child");
        await machine.StopSiteAsync(child);
        (await machine.Root.PostAsync($$"""{"name":"lost","template":"basic","parentId":"{{child.Id}}"}""")).Problem(ProblemCodes.PlatformUnreachable);
    }

    private static Task KnownAsync(LiveMachine machine, string id) => Until.TrueAsync(
        async () => (await machine.Root.PlatformsAsync()).Any(known => known.Id == id && known.State == PlatformState.Active), PlatformClient.Limit, $"{id} active at the root");
}
