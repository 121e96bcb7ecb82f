using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;

namespace Embedded.ResourceManager.Tests.Sites;

public sealed class SiteTests
{
    private const string Group = $"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg";
    private const string Package = """{"properties":{"packageUri":"embedded://program"}}""";

    [Fact]
    public async Task OneDeploy_OfAKnownPackage_RunsTheSiteUntilItsGroupIsDeleted()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        await arm.PutAsync($"{site}/extensions/onedeploy", "2024-04-01", """{"properties":{"packageUri":"embedded://program"}}""");
        JsonNode before = (await arm.SendAsync("GET", site, apiVersion: "2024-04-01")).Body!;
        string host = before["properties"]!["defaultHostName"]!.GetValue<string>();
        Assert.StartsWith("127.0.0.1:", host, StringComparison.Ordinal);
        Assert.Equal("one", Assert.Single(arm.Runtime.Starts).Settings["A"]);
        Assert.NotNull(arm.Runtime.Starts.Single().Identity);

        await arm.SendAsync("PUT", $"{site}/config/appsettings", """{"properties":{"A":"two"}}""", "2024-04-01");
        Assert.Equal("two", arm.Runtime.Starts.Last().Settings["A"]);
        await arm.SendAsync("POST", $"{site}/stop", apiVersion: "2024-04-01");
        Assert.Empty(arm.Runtime.Running);
        await arm.SendAsync("POST", $"{site}/start", apiVersion: "2024-04-01");
        await arm.CrashAsync();
        JsonNode after = (await arm.SendAsync("GET", site, apiVersion: "2024-04-01")).Body!;
        Assert.Equal(host, after["properties"]!["defaultHostName"]!.GetValue<string>());

        await arm.SendAsync("DELETE", $"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg");
        await ArmFixture.WaitAsync(() => arm.Manager.Find($"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg") is null);
        Assert.Empty(arm.Runtime.Running);
        Assert.Equal(site, Assert.Single(arm.Runtime.Deleted));
    }

    [Fact]
    public async Task OneDeploy_OfAPackageThatDoesNotStart_FailsWithItsMessage()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        await arm.PutAsync($"{site}/extensions/onedeploy", "2024-04-01", """{"properties":{"packageUri":"broken://program"}}""");
        OperationRecord failed = Assert.Single(arm.Manager.Operations(), operation => operation.Status == OperationStatus.Failed);
        Assert.Equal("The package is broken.", failed.Error!.Message);
    }

    [Fact]
    public async Task Settings_PutWithTheSiteAndByThemselves_AreThoseOfTheLastPut()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        await DeployAsync(arm, site);
        await arm.SendAsync("PUT", $"{site}/config/appsettings", """{"properties":{"A":"two"}}""", "2024-04-01");
        await arm.SendAsync("PATCH", site, """{"tags":{"a":"b"}}""", "2024-04-01");
        await IdleAsync(arm);
        Assert.Equal("two", arm.Runtime.Starts.Last().Settings["A"]);
        await CreateSiteAsync(arm);
        await ArmFixture.WaitAsync(() => arm.Runtime.Starts.Last().Settings["A"] == "one");
        (_, JsonNode? listed, _) = await arm.SendAsync("POST", $"{site}/config/appsettings/list", apiVersion: "2024-04-01");
        Assert.Equal("""{"A":"one"}""", listed!["properties"]!.ToJsonString());
    }

    [Fact]
    public async Task OneDeploy_RepeatedWithTheSameBody_StartsTheSiteAgain()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        await DeployAsync(arm, site);
        await arm.Runtime.StopAsync(site, CancellationToken.None);
        await DeployAsync(arm, site);
        Assert.Equal(2, arm.Runtime.Starts.Count);
        Assert.Contains(site, arm.Runtime.Running);
        Assert.Equal(1, arm.Manager.CreationsOf($"{site}/extensions/onedeploy"));
    }

    [Fact]
    public async Task OneDeploy_ToAStoppedSite_StartsItOnlyWhenItsOwnerDoes()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        await arm.SendAsync("POST", $"{site}/stop", apiVersion: "2024-04-01");
        await DeployAsync(arm, site);
        Assert.Empty(arm.Runtime.Starts);
        await arm.SendAsync("POST", $"{site}/start", apiVersion: "2024-04-01");
        Assert.Contains(site, arm.Runtime.Running);
    }

    [Fact]
    public async Task Delete_OfAGroup_WhileASiteStarts_LeavesNothingRunning()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        arm.Runtime.StartsWhen = goOn.Task;
        await arm.SendAsync("PUT", $"{site}/extensions/onedeploy", Package, "2024-04-01");
        await ArmFixture.WaitAsync(() => !arm.Runtime.Starts.IsEmpty);
        await arm.SendAsync("DELETE", Group);
        Task<(int Status, JsonNode? Body, HttpResponseMessage Raw)> restart = arm.SendAsync("POST", $"{site}/restart", apiVersion: "2024-04-01");
        goOn.SetResult();
        await restart;
        await ArmFixture.WaitAsync(() => arm.Manager.Find(Group) is null);
        await IdleAsync(arm);
        Assert.Empty(arm.Runtime.Running);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StorageAccount_DeletedItselfOrWithItsGroup_LosesItsData(bool withGroup)
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        string account = $"{Group}/providers/Microsoft.Storage/storageAccounts/acmedata01";
        await arm.PutAsync(account, "2023-01-01", """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""");
        await arm.SendAsync("DELETE", site, apiVersion: "2024-04-01");
        await ArmFixture.WaitAsync(() => arm.Manager.Find(site) is null);
        Assert.Empty(arm.Runtime.DeletedStorage);
        int status = (await arm.SendAsync("DELETE", withGroup ? Group : account, apiVersion: withGroup ? "2022-09-01" : "2023-01-01")).Status;
        Assert.Equal(withGroup ? 202 : 200, status);
        await ArmFixture.WaitAsync(() => arm.Manager.Find(account) is null);
        Assert.Equal("acmedata01", Assert.Single(arm.Runtime.DeletedStorage));
        Assert.Equal(withGroup ? 404 : 204, (await arm.SendAsync("DELETE", account, apiVersion: "2023-01-01")).Status);
    }

    [Fact]
    public async Task StorageAccount_WhoseDataCannotBeRemoved_StaysUntilItCan()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        await arm.GroupAsync();
        string account = $"{Group}/providers/Microsoft.Storage/storageAccounts/acmedata01";
        await arm.PutAsync(account, "2023-01-01", """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""");
        arm.Runtime.DeleteStorageFailure = new IOException("The disk is busy.");
        (int status, JsonNode? body, _) = await arm.SendAsync("DELETE", account, apiVersion: "2023-01-01");
        Assert.Equal(500, status);
        Assert.Contains("The disk is busy.", body!["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(arm.Manager.Find(account));
        arm.Runtime.DeleteStorageFailure = null;
        Assert.Equal(200, (await arm.SendAsync("DELETE", account, apiVersion: "2023-01-01")).Status);
        Assert.Null(arm.Manager.Find(account));
    }

    [Fact]
    public async Task OneDeploy_KilledWhileTheSiteStarts_IsDoneByTheNextProcess()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        arm.Runtime.StartsWhen = new TaskCompletionSource().Task;
        await arm.SendAsync("PUT", $"{site}/extensions/onedeploy", Package, "2024-04-01");
        await ArmFixture.WaitAsync(() => !arm.Runtime.Starts.IsEmpty);
        arm.Runtime.StartsWhen = Task.CompletedTask;
        await arm.CrashAsync();
        await IdleAsync(arm);
        Assert.Contains(site, arm.Runtime.Running);
        Assert.All(arm.Manager.Operations(), operation => Assert.Equal(OperationStatus.Succeeded, operation.Status));
        Assert.Equal(1, arm.Manager.CreationsOf($"{site}/extensions/onedeploy"));
    }

    [Fact]
    public async Task Abandon_WhileASiteStarts_BreaksTheCallAndTheStart()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        string site = await CreateSiteAsync(arm);
        await DeployAsync(arm, site);
        arm.Runtime.StartsWhen = new TaskCompletionSource().Task;
        Task<(int Status, JsonNode? Body, HttpResponseMessage Raw)> restart = arm.SendAsync("POST", $"{site}/restart", apiVersion: "2024-04-01");
        await ArmFixture.WaitAsync(() => arm.Runtime.Starts.Count == 2);
        arm.Manager.Abandon();
        await Assert.ThrowsAsync<HttpRequestException>(() => restart);
        await Assert.ThrowsAsync<HttpRequestException>(() => arm.SendAsync("GET", site, apiVersion: "2024-04-01"));
    }

    private static Task<JsonNode> DeployAsync(ArmFixture arm, string site) => arm.PutAsync($"{site}/extensions/onedeploy", "2024-04-01", Package);

    private static Task IdleAsync(ArmFixture arm) => ArmFixture.WaitAsync(() => arm.Manager.Operations().All(operation => operation.HasEnded));

    private static async Task<string> CreateSiteAsync(ArmFixture arm)
    {
        string group = await arm.GroupAsync();
        string plan = $"{group}/providers/Microsoft.Web/serverfarms/plan";
        await arm.PutAsync(plan, "2024-04-01", """{"location":"westeurope","sku":{"name":"FC1","tier":"FlexConsumption"},"properties":{"reserved":true}}""");
        string site = $"{group}/providers/Microsoft.Web/sites/acme-site";
        await arm.PutAsync(
            site,
            "2024-04-01",
            $$"""
            {"location":"westeurope","kind":"functionapp,linux","identity":{"type":"SystemAssigned"},
             "properties":{"serverFarmId":"{{plan}}","siteConfig":{"appSettings":[{"name":"A","value":"one"}] } } }
            """);
        return site;
    }
}
