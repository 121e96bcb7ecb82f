using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;

namespace Embedded.Functions.Tests.Hosting;

public sealed class HostJsonTests
{
    [Fact]
    public void Parse_AllSettingsThatMatter_AreRead()
    {
        HostOptions options = HostJson.Parse("""
            {
              // comments are allowed
              "version": "2.0",
              "functionTimeout": "00:10:00",
              "logging": { "logLevel": { "default": "Warning", "My.App": "Debug" } },
              "extensions": {
                "http": { "routePrefix": "v1" },
                "durableTask": { "hubName": "Hub", "maxConcurrentActivityFunctions": 64, "maxConcurrentOrchestratorFunctions": 32, "maxConcurrentEntityFunctions": 8, "extendedSessionsEnabled": true },
                "serviceBus": { "maxConcurrentCalls": 4, "maxMessageBatchSize": 10, "maxAutoLockRenewalDuration": "00:01:00" },
              }
            }
            """);

        Assert.Equal("v1", options.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(10), options.FunctionTimeout);
        Assert.Equal("Hub", options.HubName);
        Assert.Equal(64, options.MaxConcurrentActivities);
        Assert.Equal(32, options.MaxConcurrentOrchestrators);
        Assert.Equal(8, options.MaxConcurrentEntities);
        Assert.True(options.ExtendedSessionsEnabled);
        Assert.Equal(4, options.MaxConcurrentCalls);
        Assert.Equal(10, options.MaxMessageBatchSize);
        Assert.Equal(TimeSpan.FromMinutes(1), options.MaxAutoLockRenewal);
        Assert.Equal("Debug", options.LogLevels["My.App"]);
    }

    [Fact]
    public void Parse_Empty_IsTheDefaults()
    {
        HostOptions options = HostJson.Parse("{}");

        Assert.Equal("api", options.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(30), options.FunctionTimeout);
        Assert.Null(options.MaxConcurrentActivities);
    }

    [Fact]
    public void Parse_TimeoutOfMinusOne_IsNone() => Assert.Null(HostJson.Parse("""{"functionTimeout":"-1"}""").FunctionTimeout);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"functionTimeout":"soon"}""")]
    [InlineData("""{"extensions":{"http":{"routePrefix":5}}}""")]
    [InlineData("""{"extensions":{"serviceBus":{"maxConcurrentCalls":0}}}""")]
    [InlineData("""{"logging":{"logLevel":{"default":"Loud"}}}""")]
    public void Load_FileThatCannotBeRead_IsRefusedWithItsPath(string json)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "host.json"), json);

            FunctionDefinitionException e = Assert.Throws<FunctionDefinitionException>(() => HostJson.Load(folder));

            Assert.Contains(folder, e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
