using System.Net;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;
using Microsoft.DurableTask.Client;
using VirtualTime;

namespace Embedded.Functions.Tests.Hosting;

public sealed class HostSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("v1", "/v1/named/ada")]
    [InlineData("", "/named/ada")]
    public async Task RoutePrefix_FromHostJson_IsWhereFunctionsAre(string prefix, string path)
    {
        await using AppInstance app = await StartAsync("""{"extensions":{"http":{"routePrefix":"PREFIX"}}}""".Replace("PREFIX", prefix, StringComparison.Ordinal), typeof(HttpApp));
        using HttpClient client = app.Client();

        Assert.Equal("ada", await client.GetStringAsync(path));
        using HttpResponseMessage response = await client.GetAsync("/api/named/ada");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task ExtendedSessions_OnOrOff_GiveTheSameResult(string enabled)
    {
        await using AppInstance app = await StartAsync("""{"extensions":{"durableTask":{"extendedSessionsEnabled":ENABLED}}}""".Replace("ENABLED", enabled, StringComparison.Ordinal), typeof(DurableApp));

        string id = await app.DurableClient.ScheduleNewOrchestrationInstanceAsync("Greeting", "ada");
        OrchestrationMetadata done = await app.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal("hello ada by Greeting", done.ReadOutputAs<string>());
        Assert.Single(app.Journal().Entries);
    }

    [Fact]
    public async Task FunctionTimeout_Reached_CancelsTheInvocation()
    {
        VirtualTimeProvider time = new();
        await using AppInstance app = await StartAsync("""{"functionTimeout":"00:02:00"}""", typeof(HttpApp), time);
        using HttpClient client = app.Client();
        Task<HttpResponseMessage> request = client.GetAsync("/api/wait");
        await app.Journal().WaitAsync();

        time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(["waiting"], app.Journal().Entries);
        time.Advance(TimeSpan.FromSeconds(1));

        using HttpResponseMessage response = await request;
        Assert.Equal(["waiting", "cancelled"], app.Journal().Entries);
    }

    [Fact]
    public async Task HostJson_ThatCannotBeRead_FailsTheStart()
    {
        Embedded.Functions.Discovery.FunctionDefinitionException e =
            await Assert.ThrowsAsync<Embedded.Functions.Discovery.FunctionDefinitionException>(() => StartAsync("{", typeof(HttpApp)));

        Assert.Contains("host.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LocalSettings_Values_AreRead()
    {
        File.WriteAllText(Path.Combine(_folder, "local.settings.json"), """{"IsEncrypted":false,"Values":{"A":"1","B__C":"2"}}""");

        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1", ["B__C"] = "2" }, LocalSettings.Load(_folder));
    }

    private Task<AppInstance> StartAsync(string hostJson, Type functions, TimeProvider? time = null)
    {
        File.WriteAllText(Path.Combine(_folder, "host.json"), hostJson);
        return AppInstance.StartAsync(TestApp.Options(functions) with { ContentRoot = _folder, TimeProvider = time ?? TimeProvider.System });
    }
}
