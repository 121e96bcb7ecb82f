using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class InstanceTests
{
    private static readonly DateTimeOffset Day = new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Fact]
    public async Task List_ByPagesAndFilters_ShowsThemWithTheirFailures()
    {
        var api = new ApiHarness();
        for (int n = 0; n < 5; n++) Put(api, $"run-{n}", OrchestrationRuntimeStatus.Running, Day.AddHours(n));
        Put(api, "held", OrchestrationRuntimeStatus.Suspended, Day, new TaskFailureDetails("Held", "why", "at X", new TaskFailureDetails("Inner", "cause", null, null, null), null));

        Assert.Equal(["held", "run-0", "run-1", "run-2", "run-3", "run-4"], await IdsAsync(api, "/api/admin/instances?top=2"));
        Assert.Equal(["run-1", "run-2"], await IdsAsync(api, "/api/admin/instances?status=running&createdAfter=2031-02-03T05:00:00Z&createdBefore=2031-02-03T06:30:00.5Z"));
        Assert.Equal(["run-0", "run-1", "run-2", "run-3", "run-4"], await IdsAsync(api, "/api/admin/instances?prefix=run-&status=Failed&status=Running"));
        JsonElement held = (await api.GetAsync("/api/admin/instances?status=Suspended")).Json.GetProperty("value")[0];
        Assert.Equal(
            ("Suspended", "Held", "why", "cause"),
            (held.GetProperty("status").GetString(), held.GetProperty("failure").GetProperty("type").GetString(), held.GetProperty("failure").GetProperty("message").GetString(), held.GetProperty("failure").GetProperty("inner").GetProperty("message").GetString()));
        Assert.DoesNotContain("at X", held.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status=Canceling")]
    [InlineData("createdBefore=yesterday")]
    [InlineData("skipToken=x")]
    [InlineData("state=Running")]
    public async Task List_BadQuery_IsRefused(string query) => (await new ApiHarness().GetAsync($"/api/admin/instances?{query}")).Problem(ProblemCodes.InvalidQuery);

    [Fact]
    public async Task Get_WithHistory_ShowsInputsAndOutputsByPages()
    {
        var api = new ApiHarness();
        api.Client.Put(new OrchestrationMetadata("Spawn", "one")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Completed, CreatedAt = Day, LastUpdatedAt = Day, SerializedInput = """{"a":1}""", SerializedOutput = "no json",
        });
        api.Client.History =
        [
            new ExecutionStartedEvent(-1, "1") { Name = "Spawn" },
            new TaskScheduledEvent(0, "Step", "", "2"),
            new TaskFailedEvent(-1, 0, "broke", null, new FailureDetails("Broken", "broke", "at X", null, false)),
            new TimerCreatedEvent(1, Day.UtcDateTime),
            new ExecutionCompletedEvent(-1, "3", OrchestrationStatus.Completed),
        ];

        ApiAnswer first = await api.GetAsync("/api/admin/instances/one?top=3");
        Assert.Equal(1, first.Json.GetProperty("input").GetProperty("a").GetInt32());
        Assert.Equal("no json", first.Json.GetProperty("output").GetString());
        JsonElement[] events = [.. first.Json.GetProperty("history").EnumerateArray()];
        Assert.Equal(["ExecutionStarted", "TaskScheduled", "TaskFailed"], events.Select(entry => entry.GetProperty("type").GetString()));
        Assert.Equal((0, "Step", 2), (events[1].GetProperty("taskId").GetInt32(), events[1].GetProperty("name").GetString(), events[1].GetProperty("input").GetInt32()));
        Assert.Equal((0, "Broken"), (events[2].GetProperty("taskId").GetInt32(), events[2].GetProperty("failure").GetProperty("type").GetString()));

        ApiAnswer rest = await api.GetAsync(first.Json.GetProperty("nextLink").GetString()!["http://own.test".Length..]);
        events = [.. rest.Json.GetProperty("history").EnumerateArray()];
        Assert.Equal(["TimerCreated", "ExecutionCompleted"], events.Select(entry => entry.GetProperty("type").GetString()));
        Assert.Equal((Day, 3), (events[0].GetProperty("dueAt").GetDateTimeOffset(), events[1].GetProperty("result").GetInt32()));
        Assert.False(rest.Json.TryGetProperty("nextLink", out _));
    }

    [Fact]
    public async Task Get_LargeHistory_IsCutToWhatAnAnswerMayHold()
    {
        var api = new ApiHarness();
        Put(api, "one", OrchestrationRuntimeStatus.Running);
        string large = JsonSerializer.Serialize(new string('x', 1024 * 1024));
        api.Client.History = [.. Enumerable.Range(0, 10).Select(n => new TaskScheduledEvent(n, "Step", "", large))];
        ApiAnswer answer = await api.GetAsync("/api/admin/instances/one");
        Assert.Equal(4, answer.Json.GetProperty("history").GetArrayLength());
        Assert.True(answer.Json.TryGetProperty("nextLink", out _));
    }

    [Theory]
    [InlineData(true, "not tell histories")]
    [InlineData(false, "not kept any more")]
    public async Task Get_WithoutHistory_SaysWhy(bool isUnsupported, string expected)
    {
        var api = new ApiHarness();
        Put(api, "one", OrchestrationRuntimeStatus.Completed);
        api.Client.History = isUnsupported ? null : [];
        ApiAnswer answer = await api.GetAsync("/api/admin/instances/one");
        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json.TryGetProperty("history", out _));
        Assert.Contains(expected, answer.Json.GetProperty("historyNote").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("suspend", "Running", "suspend one", "Suspended")]
    [InlineData("suspend", "Pending", "suspend one", "Suspended")]
    [InlineData("suspend", "Suspended", "", "Suspended")]
    [InlineData("suspend", "Failed", null, null)]
    [InlineData("resume", "Suspended", "resume one", "Running")]
    [InlineData("resume", "Running", "", "Running")]
    [InlineData("resume", "Completed", null, null)]
    [InlineData("terminate", "Running", "terminate-all one", "Terminated")]
    [InlineData("terminate?recursive=false", "Suspended", "terminate one", "Terminated")]
    [InlineData("terminate", "Terminated", "", "Terminated")]
    [InlineData("terminate", "Completed", null, null)]
    [InlineData("rewind?reason=repaired", "Failed", "rewind one", "Running")]
    [InlineData("rewind", "Running", "", "Running")]
    [InlineData("rewind", "Completed", null, null)]
    [InlineData("rewind", "Suspended", null, null)]
    public async Task Post_EveryCommandInEachStatus_IsDoneOnceOrRefused(string verb, string status, string? command, string? then)
    {
        var api = new ApiHarness();
        Put(api, "one", Enum.Parse<OrchestrationRuntimeStatus>(status));
        ApiAnswer answer = await api.SendAsync("POST", $"/api/admin/instances/one/{verb}");
        if (then is null)
        {
            answer.Problem(ProblemCodes.StateConflict);
            Assert.Equal(status, answer.Json.GetProperty("instanceStatus").GetString());
            Assert.Empty(api.Client.Commands);
            return;
        }

        Assert.Equal((202, then), (answer.Status, answer.Json.GetProperty("status").GetString()));
        ApiAnswer again = await api.SendAsync("POST", $"/api/admin/instances/one/{verb}");
        Assert.Equal((202, then), (again.Status, again.Json.GetProperty("status").GetString()));
        Assert.Equal(command, string.Join(' ', api.Client.Commands));
    }

    [Fact]
    public async Task Rewind_WhereTheBackEndCannot_IsToldSo()
    {
        var api = new ApiHarness();
        api.Client.Rewinds = false;
        Put(api, "one", OrchestrationRuntimeStatus.Failed);
        (await api.SendAsync("POST", "/api/admin/instances/one/rewind")).Problem(ProblemCodes.NotSupportedHere);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/suspend")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/terminate")]
    [InlineData("POST", "/rewind")]
    public async Task Any_OfNobody_IsNotFound(string method, string verb) =>
        (await new ApiHarness().SendAsync(method, "/api/admin/instances/nobody" + verb)).Problem(ProblemCodes.InstanceNotFound);

    [Fact]
    public async Task Delete_OnlyWhatHasEnded()
    {
        var api = new ApiHarness();
        Put(api, "ended", OrchestrationRuntimeStatus.Completed);
        Put(api, "lives", OrchestrationRuntimeStatus.Running);
        Assert.Equal(1, (await api.SendAsync("DELETE", "/api/admin/instances/ended")).Json.GetProperty("purged").GetInt32());
        (await api.SendAsync("DELETE", "/api/admin/instances/ended")).Problem(ProblemCodes.InstanceNotFound);
        (await api.SendAsync("DELETE", "/api/admin/instances/lives")).Problem(ProblemCodes.StateConflict);
    }

    [Fact]
    public async Task DeleteMany_ByAgeAndState_IsPassedOn()
    {
        var api = new ApiHarness();
        ApiAnswer answer = await api.SendAsync("DELETE", "/api/admin/instances?createdBefore=2031-02-03T04:05:06Z&status=failed");
        Assert.Equal((3, true), (answer.Json.GetProperty("purged").GetInt32(), answer.Json.GetProperty("isComplete").GetBoolean()));
        Assert.Equal(Day, api.Client.PurgeFilter!.CreatedTo);
        Assert.Equal([OrchestrationRuntimeStatus.Failed], api.Client.PurgeFilter.Statuses!);
        await api.SendAsync("DELETE", "/api/admin/instances?createdBefore=2031-02-03T04:05:06Z");
        Assert.Equal([OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated], api.Client.PurgeFilter.Statuses!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?status=Failed")]
    [InlineData("?createdBefore=2031-02-03T04:05:06Z&status=Running")]
    public async Task DeleteMany_WithoutATimeOrOfWhatLives_IsRefused(string query)
    {
        var api = new ApiHarness();
        (await api.SendAsync("DELETE", "/api/admin/instances" + query)).Problem(ProblemCodes.InvalidQuery);
        Assert.Null(api.Client.PurgeFilter);
    }

    private static void Put(
        ApiHarness api, string id, OrchestrationRuntimeStatus status, DateTimeOffset createdAt = default, TaskFailureDetails? failure = null) =>
        api.Client.Put(new OrchestrationMetadata("orchestrator", id) { RuntimeStatus = status, CreatedAt = createdAt, LastUpdatedAt = createdAt, FailureDetails = failure });

    private static async Task<IReadOnlyList<string>> IdsAsync(ApiHarness api, string address)
    {
        List<string> ids = [];
        for (string? next = address; next is not null;)
        {
            ApiAnswer answer = await api.GetAsync(next);
            ids.AddRange(answer.Json.GetProperty("value").EnumerateArray().Select(instance => instance.GetProperty("id").GetString()!));
            next = answer.Json.TryGetProperty("nextLink", out JsonElement link) ? link.GetString()!["http://own.test".Length..] : null;
        }

        return ids;
    }
}
