using System.Globalization;
using System.Text;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

/// <summary>Whatever is sent, the answer is never a 500 and, from 400 on, always a problem. FUZZ_RUNS=100000 makes it a long run; FUZZ_SEED repeats one.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"name\"", "\"template\"", "\"basic\"", "\"acme\"", "\"limits\"", "\"depth\"", "\"labels\"", "\"parameters\"", "\"parentId\"",
        "\"region\"", "\"westeurope\"", "null", "true", "-1", "1e999", "0.1", "12345678901234567890", "\"\\ud83d\"", "\"\\u0000\"", "\"é\"", " ", "\n", "\\", "\"",
    ];

    private static readonly string[] Paths =
    [
        "/api/platforms", "/api/platforms/root", "/api/platforms/root/tree", "/api/platforms/root/ancestors", "/api/platforms/root/events", "/api/platforms/root/health",
        "/api/operations", "/api/operations/spawn-x", "/api/operations/spawn-x/cancel", "/api/templates", "/api/templates/basic", "/api/links/reports", "/api/links/spawning",
        "/api/health/ready", "/api/metrics", "/api/nothing", "/api/admin/instances", "/api/admin/instances/x", "/api/admin/instances/x/suspend", "/api/admin/instances/x/rewind",
        "/api/admin/dead-letters", "/api/admin/dead-letters/instance-x/retry", "/api/admin/dead-letters/message-9/retry",
    ];

    private static readonly string[] Parameters = ["top", "skipToken", "name", "state", "label", "generation", "parentId", "cascade", "region", "template", "kind", "platformId", "status", "createdBefore", "reason", "recursive", "x"];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

    private static readonly string[] Headers = ["Idempotency-Key", "If-Match", "If-None-Match", "Content-Type", "Content-Encoding"];

    private static int Runs => int.TryParse(Environment.GetEnvironmentVariable("FUZZ_RUNS"), CultureInfo.InvariantCulture, out int runs) ? runs : 2000;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : 20260;

    [Fact]
    public Task Spawn_RandomBodies_NeverFailUnexpectedly() =>
        RunAsync((api, random) => api.SendAsync("POST", "/api/platforms", Body(random)));

    [Fact]
    public Task Send_RandomRequests_NeverFailUnexpectedly() => RunAsync((api, random) => api.SendAsync(
        Pick(random, Methods), Pick(random, Paths) + Query(random), random.Next(2) == 0 ? null : Body(random), (Pick(random, Headers), Text(random))));

    private static async Task RunAsync(Func<ApiHarness, Random, Task<ApiAnswer>> send)
    {
        var api = new ApiHarness();
        for (int run = 0; run < Runs; run++)
        {
            int seed = Seed + run;
            ApiAnswer answer = await send(api, new Random(seed));
            Assert.True(answer.Status < 500, $"FUZZ_SEED={seed} FUZZ_RUNS=1: {answer.Status} {Encoding.UTF8.GetString(answer.Body)}");
            if (answer.Status < 400) continue;
            Assert.Equal(ProblemView.MediaType, answer.Headers.ContentType.ToString());
            if (answer.Body.Length > 0) Assert.True(ProblemCatalog.Codes.Contains(answer.Code), $"FUZZ_SEED={seed}: {answer.Code}");
        }
    }

    private static byte[] Body(Random random)
    {
        var text = new StringBuilder(random.Next(3) == 0 ? "" : "{\"name\":\"acme\",\"template\":\"basic\",");
        for (int i = random.Next(30); i > 0; i--) text.Append(Pick(random, Fragments));
        byte[] body = Encoding.UTF8.GetBytes(text.ToString());
        for (int i = random.Next(3); i > 0 && body.Length > 0; i--) body[random.Next(body.Length)] = (byte)random.Next(256);
        return body;
    }

    private static string Query(Random random) =>
        random.Next(3) == 0 ? "" : "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{Pick(random, Parameters)}={Uri.EscapeDataString(Text(random))}"));

    private static string Text(Random random)
    {
        string[] known = ["1", "100", "-5", "root", "Active", "true", "a=b", "\"x\"", "*", "W/\"y\"", "application/json", ""];
        return random.Next(2) == 0 ? Pick(random, known) : string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(1, 0x250)));
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
