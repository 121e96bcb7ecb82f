using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Tests.Arm;

public sealed class ArmObservationTests
{
    private const string Succeeded = """{"status":"Succeeded"}""";
    private const string Running = """{"status":"Running"}""";

    private static readonly ResourceTarget Target = new(ScriptedResourceManager.ResourceId, "2023-01-01");

    [Fact]
    public async Task StartDeleteGroup_IsPolledToItsEnd()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(202, null, ("Location", "https://management.test/deletions/1?api-version=2022-09-01"))
            .Answer(202)
            .Answer(200);

        ProvisioningProgress begun = await arm.Provisioner().StartDeleteGroupAsync("rg", CancellationToken.None);
        ProvisioningProgress asked = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);
        ProvisioningProgress ended = await arm.Provisioner().PollAsync(asked.Token!, CancellationToken.None);

        Assert.Equal([ProvisioningPhase.InProgress, ProvisioningPhase.InProgress, ProvisioningPhase.Succeeded], [begun.Phase, asked.Phase, ended.Phase]);
        Assert.Equal(3, arm.Calls.Count);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(204)]
    [InlineData(200)]
    public async Task StartDelete_NothingLeftToDo_IsDone(int status)
    {
        ProvisioningProgress progress = await new ScriptedResourceManager().Answer(status).Provisioner().StartDeleteAsync(Target, CancellationToken.None);

        Assert.Equal(ProvisioningPhase.Succeeded, progress.Phase);
    }

    [Fact]
    public async Task ObserveSite_RunningSite_GivesItsAddress()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(200, """{"properties":{"state":"Running","defaultHostName":"acme.azurewebsites.net"}}""");

        SiteObservation site = await arm.Provisioner().ObserveSiteAsync(Target, CancellationToken.None);

        Assert.Equal(new SiteObservation(Exists: true, Running: true, "https://acme.azurewebsites.net/"), site);
    }

    [Fact]
    public async Task ObserveSite_NoSite_SaysSo() =>
        Assert.Equal(new SiteObservation(false, false, null), await new ScriptedResourceManager().Answer(404).Provisioner().ObserveSiteAsync(Target, CancellationToken.None));

    [Fact]
    public async Task ObserveSite_ServerThatCannotAnswer_ConcludesNothing()
    {
        CloudUnavailableException unavailable = await Assert.ThrowsAsync<CloudUnavailableException>(
            () => new ScriptedResourceManager().Answer(503).Provisioner().ObserveSiteAsync(Target, CancellationToken.None));

        Assert.Equal(FailureClass.Transient, unavailable.Failure!.Class);
    }

    [Fact]
    public async Task CountByPlatform_ManyPages_CountsThemAll()
    {
        string Page(string platform, string? next) => $$"""
            {"value":[{"id":"{{Target.Id}}","name":"a","type":"Microsoft.Storage/storageAccounts","location":"westeurope",
              "tags":{"platform-id":"{{platform}}","platform-parent":"root"} }]{{(next is null ? "" : $",\"nextLink\":\"{next}\"")}} }
            """;
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(200, Page("pone", "https://management.test/next"))
            .Answer(200, Page("ptwo", "https://management.test/more"))
            .Answer(200, Page("pone", null));

        IReadOnlyDictionary<string, int> counts = await arm.Provisioner().CountByPlatformAsync("root", CancellationToken.None);

        Assert.Equal(new Dictionary<string, int> { ["pone"] = 2, ["ptwo"] = 1 }, counts);
        Assert.Contains("tagValue eq 'root'", Uri.UnescapeDataString(arm.Calls[0].Address.Query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopSites_StopsTheSitesOfTheGroupAndNothingElse()
    {
        string group = $"/subscriptions/{ScriptedResourceManager.SubscriptionId}/resourceGroups/rg/providers";
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(200, $$"""
                {"value":[{"id":"{{Target.Id}}","name":"a","type":"Microsoft.Storage/storageAccounts","location":"westeurope"},
                  {"id":"{{group}}/Microsoft.Web/sites/one","name":"one","type":"Microsoft.Web/sites","location":"westeurope"},
                  {"id":"{{group}}/microsoft.web/Sites/two","name":"two","type":"microsoft.web/Sites","location":"westeurope"}] }
                """)
            .Answer(200)
            .Answer(200);

        ProvisioningProgress end = await arm.Provisioner().StopSitesAsync("rg", CancellationToken.None);

        Assert.Equal(ProvisioningPhase.Succeeded, end.Phase);
        Assert.Equal(["/one/stop", "/two/stop"], arm.Calls.Skip(1).Select(call => call.Address.AbsolutePath[^9..]));
    }

    [Theory]
    [InlineData(404, ProvisioningPhase.Succeeded)]
    [InlineData(503, ProvisioningPhase.Failed)]
    public async Task StopSites_GroupCannotBeListed_IsDoneOnlyWhenItIsGone(int status, ProvisioningPhase phase) =>
        Assert.Equal(phase, (await new ScriptedResourceManager().Answer(status).Provisioner().StopSitesAsync("rg", CancellationToken.None)).Phase);

    [Fact]
    public async Task StopSites_SiteCannotBeStopped_SaysWhy()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(200, $$"""{"value":[{"id":"/subscriptions/{{ScriptedResourceManager.SubscriptionId}}/resourceGroups/rg/providers/Microsoft.Web/sites/one","name":"one","type":"Microsoft.Web/sites"}]}""")
            .Answer(409, """{"error":{"code":"ScopeLocked","message":"no"}}""");

        ProvisioningProgress end = await arm.Provisioner().StopSitesAsync("rg", CancellationToken.None);

        Assert.Equal((ProvisioningPhase.Failed, "ScopeLocked"), (end.Phase, end.Failure!.Code));
    }

    [Fact]
    public async Task ListGroup_NoGroup_IsNull() =>
        Assert.Null(await new ScriptedResourceManager().Answer(404, """{"error":{"code":"ResourceGroupNotFound","message":"no"}}""").Provisioner().ListGroupAsync("rg", CancellationToken.None));
}
