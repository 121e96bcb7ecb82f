using System.Text.Json.Nodes;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Tests.Arm;

public sealed class ArmProvisionerOnLocalCloudTests
{
    private static readonly Dictionary<string, string> Tags = new() { ["platform-id"] = "pone", ["platform-parent"] = "root" };

    private static ResourceTarget Storage { get; } = new(
        $"/subscriptions/{LocalCloud.SubscriptionId}/resourceGroups/rg-pone/providers/Microsoft.Storage/storageAccounts/stpone", "2023-01-01");

    [Fact]
    public async Task Put_ToItsEnd_IsSeenByEveryQuestion()
    {
        await using LocalCloud cloud = await LocalCloud.StartAsync();
        await GroupAsync(cloud);

        ProvisioningProgress ended = await ToEndAsync(cloud, await cloud.Provisioner().StartPutAsync(Storage, Body(), CancellationToken.None));

        Assert.True(ended.Phase == ProvisioningPhase.Succeeded, $"{ended.Failure}");
        Assert.Equal("stpone", ended.Resource!["name"]!.GetValue<string>());
        Assert.Contains(Storage.Id, (await cloud.Provisioner().ListGroupAsync("rg-pone", CancellationToken.None))!);
        Assert.Equal([Storage.Id], await cloud.Provisioner().FindExistingAsync([Storage, Storage with { Id = Storage.Id + "x" }], CancellationToken.None));
        Assert.Equal(1, (await cloud.Provisioner().CountByPlatformAsync("root", CancellationToken.None))["pone"]);
        Assert.Empty(await cloud.Provisioner().CountByPlatformAsync("other", CancellationToken.None));
    }

    [Fact]
    public async Task Poll_AfterBothSidesDied_FindsTheOperationAndOneResource()
    {
        var slow = new ResourceManagerProfile { Timings = [new TypeTiming { Type = "Microsoft.Storage/*", Create = new(300, 300, 300), RetryAfterMilliseconds = 20 }] };
        await using LocalCloud cloud = await LocalCloud.StartAsync(slow);
        await GroupAsync(cloud);
        ProvisioningProgress begun = await cloud.Provisioner().StartPutAsync(Storage, Body(), CancellationToken.None);
        Assert.Equal(ProvisioningPhase.InProgress, begun.Phase);

        await cloud.CrashAndRestartAsync();
        ProvisioningProgress ended = await ToEndAsync(cloud, begun);

        Assert.True(ended.Phase == ProvisioningPhase.Succeeded, $"{ended.Failure}");
        Assert.Equal(1, cloud.Server.CreationsOf(Storage.Id));
    }

    [Fact]
    public async Task DeleteGroup_ToItsEnd_LeavesNothing()
    {
        await using LocalCloud cloud = await LocalCloud.StartAsync();
        await GroupAsync(cloud);
        await ToEndAsync(cloud, await cloud.Provisioner().StartPutAsync(Storage, Body(), CancellationToken.None));

        ProvisioningProgress ended = await ToEndAsync(cloud, await cloud.Provisioner().StartDeleteGroupAsync("rg-pone", CancellationToken.None));

        Assert.True(ended.Phase == ProvisioningPhase.Succeeded, $"{ended.Failure}");
        Assert.Null(await cloud.Provisioner().ListGroupAsync("rg-pone", CancellationToken.None));
        Assert.Equal(ProvisioningPhase.Succeeded, (await cloud.Provisioner().StartDeleteGroupAsync("rg-pone", CancellationToken.None)).Phase);
    }

    [Fact]
    public async Task Put_WhatTheServerRefuses_IsPermanentWithItsWords()
    {
        await using LocalCloud cloud = await LocalCloud.StartAsync();
        await GroupAsync(cloud);

        ProvisioningProgress refused = await cloud.Provisioner().StartPutAsync(Storage, new JsonObject { ["location"] = "westeurope" }, CancellationToken.None);

        Assert.Equal((ProvisioningPhase.Failed, FailureClass.Permanent), (refused.Phase, refused.Failure!.Class));
        Assert.NotEmpty(refused.Failure.Message);
    }

    private static JsonObject Body() => new()
    {
        ["location"] = "westeurope",
        ["kind"] = "StorageV2",
        ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
        ["tags"] = new JsonObject(Tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value))),
        ["properties"] = new JsonObject { ["allowSharedKeyAccess"] = false, ["minimumTlsVersion"] = "TLS1_2" },
    };

    private static async Task GroupAsync(LocalCloud cloud)
    {
        ProvisioningProgress made = await cloud.Provisioner().CreateGroupAsync("rg-pone", "westeurope", Tags, CancellationToken.None);
        Assert.True(made.Phase == ProvisioningPhase.Succeeded, $"{made.Failure}");
    }

    /// <summary>Asks as an orchestration does, with a new process for every question.</summary>
    private static async Task<ProvisioningProgress> ToEndAsync(LocalCloud cloud, ProvisioningProgress progress)
    {
        for (int questions = 0; progress.Phase == ProvisioningPhase.InProgress; questions++)
        {
            Assert.True(questions < 500, "The operation does not end.");
            await Task.Delay(progress.RetryAfter ?? TimeSpan.FromMilliseconds(20), TimeProvider.System);
            progress = await cloud.Provisioner().PollAsync(progress.Token!, CancellationToken.None);
        }

        return progress;
    }
}
