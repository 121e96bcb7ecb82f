using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http;
using PlatformDeployer.Functions.Http.Operations;
using PlatformDeployer.Functions.Tests.Harness;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class OperationTests
{
    [Fact]
    public async Task Get_Running_ShowsItsProgress()
    {
        var api = new ApiHarness();
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Running, Progress(OperationStatus.Running, 40), DateTimeOffset.UnixEpoch);
        ApiAnswer answer = await api.GetAsync("/api/operations/spawn-child");
        Assert.Equal("1", answer.Headers.RetryAfter.ToString());
        Assert.Equal(("Running", 40, "child", "spawn"), (
            answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("percent").GetInt32(), answer.Json.GetProperty("platformId").GetString(), answer.Json.GetProperty("kind").GetString()));
        Assert.Equal("provision", answer.Json.GetProperty("stages")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, null, OperationStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running, null, OperationStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Running, OperationStatus.Canceling, OperationStatus.Canceling)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, OperationStatus.Running, OperationStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed, OperationStatus.Succeeded, OperationStatus.Succeeded)]
    [InlineData(OrchestrationRuntimeStatus.Completed, OperationStatus.Canceled, OperationStatus.Canceled)]
    [InlineData(OrchestrationRuntimeStatus.Completed, OperationStatus.Failed, OperationStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Failed, OperationStatus.Running, OperationStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, null, OperationStatus.Failed)]
    public void StatusOf_EveryPair_IsAsTheTableSays(OrchestrationRuntimeStatus runtime, OperationStatus? shown, OperationStatus expected) =>
        Assert.Equal(expected, OperationViews.StatusOf(runtime, shown));

    [Fact]
    public async Task Get_EndedWithoutSayingWhy_HasAnError()
    {
        var api = new ApiHarness();
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Failed, null, DateTimeOffset.UnixEpoch);
        Assert.False(string.IsNullOrEmpty((await api.GetAsync("/api/operations/spawn-child")).Json.GetProperty("error").GetProperty("nextStep").GetString()));
    }

    [Fact]
    public async Task Get_Held_SaysThatItDoesNotGoOnByItself()
    {
        var api = new ApiHarness();
        api.Client.Put(new OrchestrationMetadata("orchestrator", "spawn-child")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Suspended, FailureDetails = new TaskFailureDetails("Held", "secret", null, null, null),
        });
        ApiAnswer answer = await api.GetAsync("/api/operations/spawn-child");
        Assert.Equal(("Running", "OperationHeld"), (answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData(PlatformState.Accepted, "spawn-child", "Pending")]
    [InlineData(PlatformState.Active, "spawn-child", "Succeeded")]
    [InlineData(PlatformState.Failed, "spawn-child", "Failed")]
    [InlineData(PlatformState.Retired, "retire-child", "Succeeded")]
    public async Task Get_WithoutOrchestration_IsToldByThePlatform(PlatformState state, string operation, string expected)
    {
        var api = new ApiHarness();
        api.Add("child", state);
        Assert.Equal(expected, (await api.GetAsync($"/api/operations/{operation}")).Json.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("spawn-nobody")]
    [InlineData("retire-child")]
    [InlineData("monitor-child")]
    [InlineData("spawn-")]
    [InlineData("nonsense")]
    public async Task Get_Unknown_IsNotFound(string id)
    {
        var api = new ApiHarness();
        api.Add("child");
        api.Client.Put("monitor-child", OrchestrationRuntimeStatus.Running, null, DateTimeOffset.UnixEpoch);
        (await api.GetAsync($"/api/operations/{id}")).Problem(ProblemCodes.OperationNotFound);
    }

    [Fact]
    public async Task List_ByPages_IsNewestFirstAndWithoutMonitors()
    {
        var api = new ApiHarness();
        for (int i = 0; i < 9; i++)
        {
            string kind = i % 2 == 0 ? "spawn" : "retire";
            api.Client.Put($"{kind}-child{i}", OrchestrationRuntimeStatus.Completed, Progress(OperationStatus.Succeeded, 100), DateTimeOffset.UnixEpoch.AddSeconds(i / 2));
        }

        api.Client.Put("monitor-child1", OrchestrationRuntimeStatus.Running, null, DateTimeOffset.UnixEpoch);
        List<string> seen = [];
        string? next = "/api/operations?top=2";
        while (next is not null)
        {
            ApiAnswer answer = await api.GetAsync(next);
            seen.AddRange(answer.Json.GetProperty("value").EnumerateArray().Select(operation => operation.GetProperty("id").GetString()!));
            next = answer.Json.TryGetProperty("nextLink", out JsonElement link) ? link.GetString()!["http://own.test".Length..] : null;
        }

        Assert.Equal(
            ["spawn-child8", "retire-child7", "spawn-child6", "retire-child5", "spawn-child4", "retire-child3", "spawn-child2", "retire-child1", "spawn-child0"], seen);
    }

    [Theory]
    [InlineData("kind=heal")]
    [InlineData("platformId=NO")]
    [InlineData("status=Running")]
    public async Task List_BadQuery_IsRefused(string query) => (await new ApiHarness().GetAsync($"/api/operations?{query}")).Problem(ProblemCodes.InvalidQuery);

    [Fact]
    public async Task Cancel_Running_IsAcceptedAndRaised()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Provisioning);
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Running, Progress(OperationStatus.Running, 40), DateTimeOffset.UnixEpoch);
        ApiAnswer answer = await CancelAsync(api, "spawn-child");
        Assert.Equal(202, answer.Status);
        Assert.Equal("http://own.test/api/operations/spawn-child", answer.Headers["Operation-Location"].ToString());
        Assert.Equal("spawn-child", Assert.Single(api.Client.Raised).InstanceId);
    }

    [Fact]
    public async Task Cancel_InTheMomentTheSpawnEnds_IsAConflictInsteadOfAPromise()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child", PlatformState.Activating);
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Running, Progress(OperationStatus.Running, 99), DateTimeOffset.UnixEpoch);
        api.Registry.BeforeUpdate = _ => api.Registry.Put(child with { State = PlatformState.Active });
        (await CancelAsync(api, "spawn-child")).Problem(ProblemCodes.StateConflict);
        Assert.Empty(api.Client.Raised);
    }

    [Fact]
    public async Task Cancel_AdmittedAndNotScheduled_IsScheduledFirst()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Accepted);
        Assert.Equal(202, (await CancelAsync(api, "spawn-child")).Status);
        Assert.Single(api.Client.Scheduled);
        Assert.Single(api.Client.Raised);
    }

    [Theory]
    [InlineData(OperationStatus.Succeeded)]
    [InlineData(OperationStatus.Failed)]
    public async Task Cancel_Ended_IsAConflict(OperationStatus status)
    {
        var api = new ApiHarness();
        api.Add("child");
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Completed, Progress(status, 100), DateTimeOffset.UnixEpoch);
        (await CancelAsync(api, "spawn-child")).Problem(ProblemCodes.StateConflict);
        Assert.Empty(api.Client.Raised);
    }

    [Fact]
    public async Task Cancel_SameKeyAfterTheEnd_HasTheSameAnswer()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Provisioning);
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Running, Progress(OperationStatus.Running, 99), DateTimeOffset.UnixEpoch);
        ApiAnswer first = await CancelAsync(api, "spawn-child", (IdempotencyKey.Header, "k1"));
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Completed, Progress(OperationStatus.Succeeded, 100), DateTimeOffset.UnixEpoch);
        ApiAnswer second = await CancelAsync(api, "spawn-child", (IdempotencyKey.Header, "k1"));
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(first.Body, second.Body);
        (await CancelAsync(api, "spawn-child", (IdempotencyKey.Header, "k2"))).Problem(ProblemCodes.StateConflict);
    }

    [Fact]
    public async Task Cancel_SameKeyAfterThousandsOfEvents_HasTheSameAnswer()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child", PlatformState.Provisioning);
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Running, Progress(OperationStatus.Running, 99), DateTimeOffset.UnixEpoch);
        await CancelAsync(api, "spawn-child", (IdempotencyKey.Header, "k1"));
        for (int i = 0; i < 1200; i++) await api.Events.AppendAsync(new PlatformEvent($"e{i}", child.Id, DateTimeOffset.UnixEpoch, "platform.noted", "It was."), default);
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Completed, Progress(OperationStatus.Succeeded, 100), DateTimeOffset.UnixEpoch);
        Assert.Equal(202, (await CancelAsync(api, "spawn-child", (IdempotencyKey.Header, "k1"))).Status);
    }

    [Fact]
    public async Task Cancel_SameKeyAfterThePlatformIsForgotten_IsAConflict()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Provisioning);
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Running, Progress(OperationStatus.Running, 99), DateTimeOffset.UnixEpoch);
        await CancelAsync(api, "spawn-child", (IdempotencyKey.Header, "k1"));
        api.Add("child", PlatformState.Failed);
        api.Client.Put("spawn-child", OrchestrationRuntimeStatus.Completed, Progress(OperationStatus.Canceled, 100), DateTimeOffset.UnixEpoch);
        Assert.Equal(204, (await api.SendAsync("DELETE", "/api/platforms/child")).Status);
        (await CancelAsync(api, "spawn-child", (IdempotencyKey.Header, "k1"))).Problem(ProblemCodes.StateConflict);
    }

    [Fact]
    public async Task List_MoreThanAnyPage_IsTheNewestOfBothKindsWhateverTheOrder()
    {
        var api = new ApiHarness();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (int i = 0; i < 11_000; i++) api.Client.Put($"spawn-old{i}", OrchestrationRuntimeStatus.Completed, null, now.AddMinutes(-i - 10));
        api.Client.Put("retire-young1", OrchestrationRuntimeStatus.Completed, null, now.AddMinutes(-3));
        api.Client.Put("spawn-young2", OrchestrationRuntimeStatus.Completed, null, now.AddMinutes(-2));
        api.Client.Put("spawn-young2-resource-a", OrchestrationRuntimeStatus.Completed, null, now.AddMinutes(-1));
        JsonElement value = (await api.GetAsync("/api/operations?top=3")).Json.GetProperty("value");
        Assert.Equal(["spawn-young2", "retire-young1", "spawn-old0"], value.EnumerateArray().Select(operation => operation.GetProperty("id").GetString()));
        Assert.Equal(1, api.Client.Looks.Count(look => look is { InstanceIdPrefix: "spawn-", CreatedFrom: not null }));
    }

    [Fact]
    public async Task Cancel_Retirement_IsAConflict()
    {
        var api = new ApiHarness();
        api.Client.Put("retire-child", OrchestrationRuntimeStatus.Running, null, DateTimeOffset.UnixEpoch);
        (await CancelAsync(api, "retire-child")).Problem(ProblemCodes.StateConflict);
    }

    [Fact]
    public async Task Cancel_Unknown_IsNotFound() => (await CancelAsync(new ApiHarness(), "spawn-nobody")).Problem(ProblemCodes.OperationNotFound);

    [Fact]
    public async Task Cancel_WithBody_IsInvalid() => (await new ApiHarness().SendAsync("POST", "/api/operations/spawn-x/cancel", "{}"u8.ToArray())).Problem(ProblemCodes.InvalidRequest);

    private static Task<ApiAnswer> CancelAsync(ApiHarness api, string id, params (string, string)[] headers) => api.SendAsync("POST", $"/api/operations/{id}/cancel", null, headers);

    private static OperationProgress Progress(OperationStatus status, int percent) =>
        new("spawn", "child", status, percent, [new StageView("provision", StepStatus.Running, DateTimeOffset.UnixEpoch, null, [])], null);
}
