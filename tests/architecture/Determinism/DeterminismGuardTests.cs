using System.Reflection;
using PlatformDeployer.Architecture.Tests.Determinism.Samples;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>The guard finds what it must find, and nothing else.</summary>
public sealed class DeterminismGuardTests
{
    private static readonly Assembly[] Followed = [typeof(BadOrchestrators).Assembly];

    public static TheoryData<string> Good => [.. DeterminismGuard.Orchestrators(typeof(GoodOrchestrators)).Select(m => m.Name)];

    [Theory]
    [InlineData(nameof(BadOrchestrators.ReadsTheClock), "System.DateTime.get_UtcNow")]
    [InlineData(nameof(BadOrchestrators.ReadsTheClockAtADistance), "System.TimeProvider.GetTimestamp")]
    [InlineData(nameof(BadOrchestrators.ChoosesAtRandom), "System.Guid.NewGuid")]
    [InlineData(nameof(BadOrchestrators.ChoosesAtStart), "System.Guid.NewGuid")]
    [InlineData(nameof(BadOrchestrators.ChoosesInAnIterator), "System.Random.Next")]
    [InlineData(nameof(BadOrchestrators.Waits), "System.Threading.Tasks.Task.Delay")]
    [InlineData(nameof(BadOrchestrators.LeavesItsThread), "System.Threading.Tasks.Task.ConfigureAwait")]
    [InlineData(nameof(BadOrchestrators.CancelsElsewhere), "System.Threading.CancellationTokenSource.CancelAsync")]
    [InlineData(nameof(BadOrchestrators.CancelsByTheClock), "System.Threading.CancellationTokenSource..ctor")]
    [InlineData(nameof(BadOrchestrators.ReadsInALambda), "System.IO.File.ReadAllText")]
    [InlineData(nameof(BadOrchestrators.ReadsVirtually), "System.IO.File.ReadAllText")]
    [InlineData(nameof(BadOrchestrators.ReadsWhenCalledBack), "System.Environment.get_ProcessorCount")]
    [InlineData(nameof(BadOrchestrators.AsksTheNetwork), "System.Net.Dns.GetHostName")]
    [InlineData(nameof(BadOrchestrators.Prints), "System.Console.WriteLine")]
    [InlineData(nameof(BadOrchestrators.AsksTheEnvironment), "System.Environment.GetEnvironmentVariable")]
    [InlineData(nameof(BadOrchestrators.Counts), "SampleRules.<Calls>k__BackingField")]
    [InlineData(nameof(BadOrchestrators.CallsAPort), "ISamplePort.FetchAsync")]
    [InlineData(nameof(BadOrchestrators.MakesALogger), "Microsoft.Extensions.Logging.ILoggerFactory.CreateLogger")]
    [InlineData(nameof(BadOrchestrators.Hashes), "System.String.GetHashCode")]
    public void Check_BadOrchestrator_FindsWhatIsWrong(string name, string member)
    {
        MethodInfo orchestrator = DeterminismGuard.Orchestrators(typeof(BadOrchestrators)).Single(m => m.Name == name);
        IReadOnlyList<Finding> findings = DeterminismGuard.Check(Followed, [orchestrator]);
        Assert.Contains(findings, f => f.ToString().Contains($"{member}: ", StringComparison.Ordinal));
        Assert.All(findings, f => Assert.Equal(name, f.Path[0].Name));
    }

    [Fact]
    public void Check_OrchestratorWithInjectedLogger_IsFound() =>
        Assert.Contains(DeterminismGuard.Check(Followed, DeterminismGuard.Orchestrators(typeof(LoggingOrchestrator))), f => f.Reason == ForbiddenMembers.Logging);

    [Fact]
    public void Check_DistantUse_NamesTheWayThere()
    {
        MethodInfo orchestrator = DeterminismGuard.Orchestrators(typeof(BadOrchestrators)).Single(m => m.Name == nameof(BadOrchestrators.ReadsTheClockAtADistance));
        Finding finding = DeterminismGuard.Check(Followed, [orchestrator]).First(f => f.Member.Name == nameof(TimeProvider.GetTimestamp));
        Assert.Equal([nameof(BadOrchestrators.ReadsTheClockAtADistance), nameof(SampleRules.LaterAsync), "MoveNext", "Ticks"], finding.Path.Select(m => m.Name));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Check_GoodOrchestrator_FindsNothing(string name)
    {
        MethodInfo orchestrator = DeterminismGuard.Orchestrators(typeof(GoodOrchestrators)).Single(m => m.Name == name);
        Assert.Empty(DeterminismGuard.Check(Followed, [orchestrator]));
    }
}
