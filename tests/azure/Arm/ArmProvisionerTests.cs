using System.Text.Json.Nodes;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Tests.Arm;

public sealed class ArmProvisionerTests
{
    private const string Succeeded = """{"status":"Succeeded"}""";
    private const string Running = """{"status":"Running"}""";

    private static readonly ResourceTarget Target = new(ScriptedResourceManager.ResourceId, "2023-01-01");
    private static readonly (string, string) StatusHeader = ("Azure-AsyncOperation", "https://management.test/subscriptions/x/operations/1?api-version=2023-01-01");

    [Fact]
    public async Task StartPut_ServerIsDoneAtOnce_GivesTheResource()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(200, ScriptedResourceManager.Body("Succeeded"));

        ProvisioningProgress progress = await PutAsync(arm);

        Assert.Equal(ProvisioningPhase.Succeeded, progress.Phase);
        Assert.Equal("acme", progress.Resource!["name"]!.GetValue<string>());
        Assert.Equal("?api-version=2023-01-01", arm.Calls.Single().Address.Query);
    }

    [Fact]
    public async Task StartPut_AnyBody_IsSentAsItIs()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(200, ScriptedResourceManager.Body("Succeeded"));
        JsonObject body = JsonNode.Parse("""{"zones":["1"],"properties":{"a":1.50,"b":null,"ü":"é"}}""")!.AsObject();

        await arm.Provisioner().StartPutAsync(Target, body, CancellationToken.None);

        Assert.True(JsonNode.DeepEquals(body, JsonNode.Parse(arm.Calls.Single().Body)));
    }

    [Fact]
    public async Task Poll_StatusOperation_GoesOnUntilTheServerIsDone()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(201, ScriptedResourceManager.Body("Creating"), StatusHeader, ("Retry-After", "7"))
            .Answer(200, Running, ("Retry-After", "3"))
            .Answer(200, Succeeded)
            .Answer(200, ScriptedResourceManager.Body("Succeeded"));

        ProvisioningProgress begun = await PutAsync(arm);
        ProvisioningProgress asked = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);
        ProvisioningProgress ended = await arm.Provisioner().PollAsync(asked.Token!, CancellationToken.None);

        Assert.Equal((ProvisioningPhase.InProgress, TimeSpan.FromSeconds(7)), (begun.Phase, begun.RetryAfter));
        Assert.Equal((ProvisioningPhase.InProgress, TimeSpan.FromSeconds(3)), (asked.Phase, asked.RetryAfter));
        Assert.Equal(ProvisioningPhase.Succeeded, ended.Phase);
        Assert.Equal(ScriptedResourceManager.ResourceId, ended.Resource!["id"]!.GetValue<string>());
        Assert.Equal("/subscriptions/x/operations/1", arm.Calls[1].Address.AbsolutePath);
        Assert.Equal(ScriptedResourceManager.ResourceId, arm.Calls[3].Address.AbsolutePath);
    }

    [Fact]
    public async Task Poll_LocationOperation_FollowsTheServerToItsNewAddress()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(202, null, ("Location", "https://management.test/results/1"))
            .Answer(202, null, ("Location", "/results/2?api-version=2000-01-01"), ("Retry-After", "0"))
            .Answer(200, ScriptedResourceManager.Body("Succeeded"));

        ProvisioningProgress begun = await PutAsync(arm);
        ProvisioningProgress asked = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);
        ProvisioningProgress ended = await arm.Provisioner().PollAsync(asked.Token!, CancellationToken.None);

        Assert.Equal(TimeSpan.Zero, asked.RetryAfter);
        Assert.Equal("/results/1?api-version=2023-01-01", arm.Calls[1].Address.PathAndQuery);
        Assert.Equal("/results/2?api-version=2000-01-01", arm.Calls[2].Address.PathAndQuery);
        Assert.Equal(ProvisioningPhase.Succeeded, ended.Phase);
    }

    [Fact]
    public async Task Poll_ResourceThatCarriesItsState_IsAskedItself()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(201, ScriptedResourceManager.Body("Accepted"))
            .Answer(200, ScriptedResourceManager.Body("Updating"))
            .Answer(200, ScriptedResourceManager.Body("Succeeded"));

        ProvisioningProgress begun = await PutAsync(arm);
        ProvisioningProgress asked = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);
        ProvisioningProgress ended = await arm.Provisioner().PollAsync(asked.Token!, CancellationToken.None);

        Assert.Equal(ProvisioningPhase.InProgress, asked.Phase);
        Assert.Equal(ProvisioningPhase.Succeeded, ended.Phase);
        Assert.All(arm.Calls, call => Assert.Equal(ScriptedResourceManager.ResourceId, call.Address.AbsolutePath));
    }

    [Fact]
    public async Task Poll_ServerThatMoved_IsFoundAtItsNewAddress()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(201, null, StatusHeader)
            .Answer(200, Running);
        ProvisioningProgress begun = await PutAsync(arm);

        await arm.Provisioner(address: "https://management.elsewhere:4433").PollAsync(begun.Token!, CancellationToken.None);

        Assert.Equal("management.elsewhere:4433", arm.Calls[1].Address.Authority);
    }

    [Theory]
    [InlineData("https://evil.example/operations/1")]
    [InlineData("http://management.test/operations/1")]
    [InlineData("https://evilmanagement.test/operations/1")]
    public async Task StartPut_OperationElsewhere_IsNotFollowed(string address)
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(201, null, ("Azure-AsyncOperation", address));

        await Assert.ThrowsAsync<FormatException>(() => PutAsync(arm));

        Assert.Single(arm.Calls);
    }

    [Fact]
    public async Task Poll_OperationFailed_SaysWhatTheServerSaid()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(201, null, StatusHeader)
            .Answer(200, """{"status":"Failed","error":{"code":"DeploymentFailed","message":"outer","details":[{"code":"SkuNotAvailable","message":"not here"}]}}""");
        ProvisioningProgress begun = await PutAsync(arm);

        ProvisioningProgress failed = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);

        Assert.Equal(new ProvisioningFailure(FailureClass.Quota, "SkuNotAvailable", "not here", Target.Id), failed.Failure);
        Assert.Null(failed.Token);
    }

    [Fact]
    public async Task Poll_OperationCanceledOnTheServer_Fails()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(201, null, StatusHeader).Answer(200, """{"status":"Canceled"}""");
        ProvisioningProgress begun = await PutAsync(arm);

        ProvisioningProgress failed = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);

        Assert.Equal((ProvisioningPhase.Failed, "OperationCanceled"), (failed.Phase, failed.Failure!.Code));
    }

    [Fact]
    public async Task Poll_QuestionThatDidNotComeThrough_KeepsItsToken()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(201, null, StatusHeader)
            .Answer(503)
            .Drop()
            .NeverAnswer()
            .Answer(200, "<html>gateway</html>")
            .Answer(429, null, ("retry-after-ms", "250"));
        ProvisioningProgress begun = await PutAsync(arm);

        for (int question = 0; question < 5; question++)
        {
            ProvisioningProgress failed = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);

            Assert.Equal((ProvisioningPhase.Failed, FailureClass.Transient), (failed.Phase, failed.Failure!.Class));
            Assert.Equal(begun.Token, failed.Token);
            if (question == 4) Assert.Equal(TimeSpan.FromMilliseconds(250), failed.Failure.RetryAfter);
        }
    }

    [Theory]
    [InlineData("Succeeded", ProvisioningPhase.Succeeded)]
    [InlineData("Creating", ProvisioningPhase.InProgress)]
    [InlineData("Failed", ProvisioningPhase.Failed)]
    public async Task Poll_OperationNobodyRemembers_AsksTheResource(string state, ProvisioningPhase expected)
    {
        ScriptedResourceManager arm = new ScriptedResourceManager()
            .Answer(201, null, StatusHeader)
            .Answer(404)
            .Answer(200, ScriptedResourceManager.Body(state));
        ProvisioningProgress begun = await PutAsync(arm);

        ProvisioningProgress progress = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);

        Assert.Equal(expected, progress.Phase);
    }

    [Fact]
    public async Task Poll_OperationAndResourceLost_FailsSoThatThePutIsMadeAgain()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(201, null, StatusHeader).Answer(404).Answer(404);
        ProvisioningProgress begun = await PutAsync(arm);

        ProvisioningProgress lost = await arm.Provisioner().PollAsync(begun.Token!, CancellationToken.None);

        Assert.Equal((FailureClass.Transient, "OperationLost"), (lost.Failure!.Class, lost.Failure.Code));
        Assert.Null(lost.Token);
    }

    [Theory]
    [InlineData(429, null, FailureClass.Transient)]
    [InlineData(500, null, FailureClass.Transient)]
    [InlineData(409, """{"error":{"code":"AnotherOperationInProgress","message":"wait"}}""", FailureClass.Transient)]
    [InlineData(400, """{"error":{"code":"InvalidRequestContent","message":"no"}}""", FailureClass.Permanent)]
    [InlineData(403, """{"error":{"code":"RequestDisallowedByPolicy","message":"no"}}""", FailureClass.Policy)]
    [InlineData(502, "<html>bad gateway</html>", FailureClass.Transient)]
    public async Task StartPut_Refused_IsAskedOnceAndClassified(int status, string? body, FailureClass expected)
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(status, body, ("Retry-After", "11"));

        ProvisioningProgress refused = await PutAsync(arm);

        Assert.Single(arm.Calls);
        Assert.Equal((ProvisioningPhase.Failed, expected, TimeSpan.FromSeconds(11)), (refused.Phase, refused.Failure!.Class, refused.Failure.RetryAfter));
        Assert.Equal(Target.Id, refused.Failure.Target);
    }

    [Fact]
    public async Task StartPut_ConnectionDropped_IsTransient()
    {
        ProvisioningProgress dropped = await PutAsync(new ScriptedResourceManager().Drop());

        Assert.Equal((ProvisioningPhase.Failed, FailureClass.Transient), (dropped.Phase, dropped.Failure!.Class));
    }

    [Fact]
    public async Task StartPut_CallerGivesUp_IsCanceled()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ScriptedResourceManager().NeverAnswer().Provisioner().StartPutAsync(Target, [], given.Token));
    }

    [Theory]
    [InlineData("/providers/Microsoft.Storage/x")]
    [InlineData("/subscriptions/a/../b")]
    [InlineData("/subscriptions/a?x=y")]
    public async Task StartPut_NoResourceId_IsRefusedBeforeItIsSent(string id)
    {
        var arm = new ScriptedResourceManager();

        await Assert.ThrowsAsync<FormatException>(() => arm.Provisioner().StartPutAsync(new ResourceTarget(id, "2023-01-01"), [], CancellationToken.None));

        Assert.Empty(arm.Calls);
    }

    [Fact]
    public async Task CreateGroup_SendsRegionAndTags()
    {
        ScriptedResourceManager arm = new ScriptedResourceManager().Answer(201, $$"""
            {"id":"/subscriptions/{{ScriptedResourceManager.SubscriptionId}}/resourceGroups/rg","name":"rg","location":"westeurope","properties":{"provisioningState":"Succeeded"} }
            """);

        ProvisioningProgress progress = await arm.Provisioner().CreateGroupAsync(
            "rg", "westeurope", new Dictionary<string, string> { ["platform-id"] = "pone" }, CancellationToken.None);

        Assert.Equal(ProvisioningPhase.Succeeded, progress.Phase);
        Assert.Equal("rg", progress.Resource!["name"]!.GetValue<string>());
        JsonNode sent = JsonNode.Parse(arm.Calls.Single().Body)!;
        Assert.Equal(("westeurope", "pone"), (sent["location"]!.GetValue<string>(), sent["tags"]!["platform-id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"kind":"Put","id":"/subscriptions/a","api":"","style":"Status","poll":"/x"}""")]
    public async Task Poll_NoTokenOfOurs_IsRefused(string token) =>
        await Assert.ThrowsAsync<FormatException>(() => new ScriptedResourceManager().Provisioner().PollAsync(token, CancellationToken.None));

    private static Task<ProvisioningProgress> PutAsync(ScriptedResourceManager arm) => arm.Provisioner().StartPutAsync(Target, [], CancellationToken.None);
}
