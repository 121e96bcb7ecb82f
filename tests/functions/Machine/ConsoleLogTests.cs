using Embedded.Host;
using Microsoft.Extensions.Logging;

namespace PlatformDeployer.Functions.Tests.Machine;

public sealed class ConsoleLogTests
{
    [Theory]
    [InlineData("PlatformDeployer.Orchestrations.Sweep.HealthSweep", LogLevel.Information, true)]
    [InlineData("PlatformDeployer.Orchestrations.Sweep.HealthSweep", LogLevel.Debug, false)]
    [InlineData("Embedded.Functions.Timers.TimerListener", LogLevel.Information, false)]
    [InlineData("Embedded.Functions.Timers.TimerListener", LogLevel.Warning, true)]
    public void Create_ByTheHostJsonOfTheProgram_ShowsWhatThePlatformDoesAndIsQuietOtherwise(string category, LogLevel level, bool isShown)
    {
        using ILoggerFactory loggers = ConsoleLog.Create(AppContext.BaseDirectory);
        Assert.Equal(isShown, loggers.CreateLogger(category).IsEnabled(level));
    }
}
