using System.Text.Json.Nodes;
using Embedded.ResourceManager.Profiles;

namespace Embedded.ResourceManager.Tests.Http;

public sealed class ThrottleTests
{
    private const string Path = $"/subscriptions/{ArmFixture.Subscription}/resourcegroups";

    [Fact]
    public async Task Deletes_PastTheBucket_AreThrottledAndReadsAreNot()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync(new ResourceManagerProfile { Throttles = true });
        int let = 0;
        (int Status, JsonNode? Body, HttpResponseMessage Raw) answer;
        while ((answer = await arm.SendAsync("DELETE", $"{Path}/none")).Status == 404 && let < 1_000)
            let++;
        Assert.InRange(let, 200, 999);
        Assert.Equal((429, "SubscriptionRequestsThrottled"), (answer.Status, answer.Body!["error"]!["code"]!.GetValue<string>()));
        Assert.NotNull(answer.Raw.Headers.RetryAfter);
        Assert.Equal(404, (await arm.SendAsync("GET", $"{Path}/none")).Status);
    }

    [Fact]
    public async Task Buckets_OfTheFastProfile_CountAndDoNotRefuse()
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        for (int i = 0; i < 400; i++)
            Assert.Equal(200, (await arm.SendAsync("GET", Path)).Status);
    }
}
