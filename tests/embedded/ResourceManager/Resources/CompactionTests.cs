using System.Text.Json.Nodes;
using Embedded.ResourceManager.Profiles;

namespace Embedded.ResourceManager.Tests.Resources;

public sealed class CompactionTests
{
    [Fact]
    public async Task Compact_AfterManyResourcesCameAndWent_HasTheSizeOfWhatLives()
    {
        long few = await BytesAfterAsync(rounds: 2);
        long many = await BytesAfterAsync(rounds: 60);
        Assert.InRange(many, few / 2, few * 2);
    }

    [Fact]
    public async Task Operation_EndedLongAgo_IsForgottenButNotOneWhoseClientWasAway()
    {
        ShiftedClock clock = new();
        await using ArmFixture arm = await ArmFixture.StartAsync(clock: clock);
        await arm.GroupAsync();
        ModelTarget account = Account();
        await arm.PutAsync(account.Id, account.ApiVersion, account.Body(1));
        string operation = Assert.Single(arm.Manager.Operations()).OperationId;
        string path = $"/subscriptions/{ArmFixture.Subscription}/operationStatuses/{operation}";
        clock.Ahead = TimeSpan.FromDays(1);
        await arm.CrashAsync();
        await arm.GroupAsync("other");
        Assert.Equal(200, (await arm.SendAsync("GET", path)).Status);
        clock.Ahead += TimeSpan.FromSeconds(ResourceManagerProfile.Fast.OperationRetentionSeconds + 1);
        await arm.GroupAsync("another");
        Assert.Equal(404, (await arm.SendAsync("GET", path)).Status);
    }

    [Fact]
    public async Task Compact_OfLargeResources_IsReadBackAsItWas()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string group = await arm.GroupAsync();
        string large = new('<', 1_000_000);
        for (int i = 0; i < 12; i++)
        {
            string id = $"{group}/providers/Microsoft.Storage/storageAccounts/large{i}";
            (int status, JsonNode? body, _) = await arm.SendAsync("PUT", id, Body(large), "2023-01-01");
            Assert.True(status == 202, body?.ToJsonString());
        }

        await ArmFixture.WaitAsync(() => arm.Manager.Operations().All(operation => operation.HasEnded));
        await arm.Manager.CompactAsync();
        await arm.CrashAsync();
        Assert.Equal(12, arm.Manager.ResourcesIn(group).Count(record => record.Id.Type.Path == "storageAccounts"));

        static string Body(string large)
            => $$"""
            {"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"encryption":{"note":"{{large}}"} } }
            """;
    }

    private static ModelTarget Account() => ModelTarget.InGroup("rg").Single(target => target.Id.Contains("Storage", StringComparison.Ordinal));

    private static async Task<long> BytesAfterAsync(int rounds)
    {
        ShiftedClock clock = new();
        await using ArmFixture arm = await ArmFixture.StartAsync(clock: clock);
        ModelTarget account = Account();
        for (int i = 0; i < rounds; i++)
        {
            string group = await arm.GroupAsync();
            await arm.PutAsync(account.Id, account.ApiVersion, account.Body(i));
            await arm.SendAsync("DELETE", group);
            await ArmFixture.WaitAsync(() => arm.Manager.Find(group) is null);
        }

        clock.Ahead = TimeSpan.FromSeconds(ResourceManagerProfile.Fast.OperationRetentionSeconds + 60);
        await arm.GroupAsync();
        await arm.PutAsync(account.Id, account.ApiVersion, account.Body(0));
        await arm.Manager.CompactAsync();
        return arm.Disk.TotalBytes;
    }
}
