using System.Net;
using System.Text;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Tests.Http;

public sealed class FuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Calls_OfAnyForm_AreAnsweredAndNeverWithAnUnexpectedFailure(int seed)
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        RandomCalls calls = new(new Random(seed));
        for (int i = 0; i < 4_000; i++)
        {
            if (i % 50 == 0)
                await ReopenAsync(arm);
            string method = calls.Method();
            (string pathAndQuery, ResourceSchema? schema) = calls.Target();
            string? body = calls.Body(schema);
            if (!Uri.TryCreate("https://management.local" + pathAndQuery, UriKind.Absolute, out Uri? address))
                continue;
            using HttpRequestMessage request = new(new HttpMethod(method), address);
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await arm.Http.SendAsync(request);
            Assert.True(
                response.StatusCode < HttpStatusCode.InternalServerError,
                $"{method} {pathAndQuery}\n{body}\n{await response.Content.ReadAsStringAsync()}");
        }

        int typesMade = arm.Manager.Journal.Calls.Where(call => call is { Method: "PUT", Status: 201 or 202 }).Select(call => call.Type).Distinct().Count();
        Assert.True(typesMade >= 10, $"Only {typesMade} types were made: the calls are too wild to reach far. PUTs came to: {Outcomes(arm)}");
        await arm.CrashAsync();
        await ArmFixture.WaitAsync(() => arm.Manager.Operations().All(operation => operation.HasEnded));
    }

    /// <summary>What came by chance must not end the run for all that follows: a lock on everything, or the end of the group.</summary>
    private static async Task ReopenAsync(ArmFixture arm)
    {
        foreach (ResourceRecord locked in arm.Manager.ResourcesIn("/").Where(record => record.Id.Type.Path == "locks"))
            await arm.SendAsync("DELETE", locked.Id.Text, apiVersion: "2020-05-01");
        await arm.SendAsync("PUT", $"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg", """{"location":"westeurope"}""");
    }

    private static string Outcomes(ArmFixture arm)
        => string.Join(", ", arm.Manager.Journal.Calls
            .Where(call => call.Method == "PUT")
            .CountBy(call => call.ErrorCode ?? "made")
            .OrderByDescending(pair => pair.Value)
            .Take(10)
            .Select(pair => $"{pair.Key} {pair.Value}"));
}
