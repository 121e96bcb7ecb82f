using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Azure.Messaging;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task List_EveryKind_TellsWhyAndSinceWhen()
    {
        ApiHarness api = Filled();
        JsonElement[] letters = [.. (await api.GetAsync("/api/admin/dead-letters")).Json.GetProperty("value").EnumerateArray()];
        Assert.Equal(
            [
                "instance-spawn-child FailedInstance Broken spawn-child 7",
                "instance-spawn-child.part HeldInstance Held spawn-child.part ",
                "message-12 Message MaxDeliveryCountExceeded report-due 5",
            ],
            letters.Select(letter => string.Join(' ', new[] { "id", "kind", "reason", "source", "attempts" }
                .Select(member => letter.TryGetProperty(member, out JsonElement value) ? value.ToString() : ""))));
        Assert.Equal("the detail", letters[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task List_ByPages_MissesNone()
    {
        ApiHarness api = Filled();
        List<string?> seen = [];
        for (string? next = "/api/admin/dead-letters?top=1"; next is not null;)
        {
            ApiAnswer answer = await api.GetAsync(next);
            seen.Add(Assert.Single(answer.Json.GetProperty("value").EnumerateArray()).GetProperty("id").GetString());
            next = answer.Json.TryGetProperty("nextLink", out JsonElement link) ? link.GetString()!["http://own.test".Length..] : null;
        }

        Assert.Equal(["instance-spawn-child", "instance-spawn-child.part", "message-12"], seen);
    }

    [Theory]
    [InlineData("instance-spawn-child", "rewind spawn-child")]
    [InlineData("instance-spawn-child.part", "resume spawn-child.part")]
    [InlineData("message-12", "")]
    public async Task Retry_OfEachKind_TriesItAgainAndOnce(string id, string command)
    {
        ApiHarness api = Filled();
        Assert.Equal(202, (await api.SendAsync("POST", $"/api/admin/dead-letters/{id}/retry")).Status);
        (await api.SendAsync("POST", $"/api/admin/dead-letters/{id}/retry")).Problem(ProblemCodes.DeadLetterNotFound);
        Assert.Equal(command, string.Join(' ', api.Client.Commands));
        Assert.Equal(2, (await api.GetAsync("/api/admin/dead-letters")).Json.GetProperty("value").GetArrayLength());
    }

    [Theory]
    [InlineData("instance-paused")]
    [InlineData("instance-spawn-child.failed")]
    [InlineData("instance-nobody")]
    [InlineData("instance-")]
    [InlineData("message-x")]
    [InlineData("message-13")]
    [InlineData("spawn-child")]
    public async Task Retry_OfWhatIsNoLetter_IsNotFound(string id)
    {
        ApiHarness api = Filled();
        (await api.SendAsync("POST", $"/api/admin/dead-letters/{id}/retry")).Problem(ProblemCodes.DeadLetterNotFound);
        Assert.Empty(api.Client.Commands);
    }

    private static ApiHarness Filled()
    {
        var api = new ApiHarness();
        Put("spawn-child", OrchestrationRuntimeStatus.Failed, 1, new TaskFailureDetails("Broken", "the detail", null, null, null), "7");
        Put("spawn-child.part", OrchestrationRuntimeStatus.Suspended, 2, new TaskFailureDetails("Held", "why", null, null, null));
        Put("spawn-child.failed", OrchestrationRuntimeStatus.Failed, 3, new TaskFailureDetails("Broken", "its parent knows", null, null, null));
        Put("paused", OrchestrationRuntimeStatus.Suspended, 4);
        Put("spawn-other", OrchestrationRuntimeStatus.Completed, 5);
        api.DeadMessages.All.Add(new DeadMessage(12, "report-due", "MaxDeliveryCountExceeded", "too often", 5, DateTimeOffset.UnixEpoch.AddSeconds(6)));
        return api;

        void Put(string id, OrchestrationRuntimeStatus status, int second, TaskFailureDetails? failure = null, string? attempt = null) =>
            api.Client.Put(new OrchestrationMetadata("orchestrator", id)
            {
                RuntimeStatus = status,
                CreatedAt = DateTimeOffset.UnixEpoch,
                LastUpdatedAt = DateTimeOffset.UnixEpoch.AddSeconds(second),
                FailureDetails = failure,
                Tags = attempt is null
                    ? new Dictionary<string, string>(StringComparer.Ordinal)
                    : new Dictionary<string, string>(StringComparer.Ordinal) { ["attempt"] = attempt },
            });
    }
}
