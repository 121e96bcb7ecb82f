using Embedded.DurableTask.Engine;

namespace Embedded.Crash.Tests;

/// <summary>The process is killed at each of the engine's failpoints: when it is first passed, and once more further on.</summary>
public sealed class EngineFailpointTests
{
    public static TheoryData<string> Names { get; } = FailpointNames.Of(typeof(EngineFailpoints));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Kill_AtAFailpointOfTheEngine_LosesNothingAndRepeatsNothingCommitted(string failpoint)
    {
        using var folder = new CrashFolder();
        Assert.True((await folder.LiveAsync(failpoint)).WasKilled, $"{failpoint} was not passed.");
        Assert.True((await folder.LiveAsync(failpoint, pass: 6)).WasKilled, $"{failpoint} was not passed six times.");
        await folder.RequireOutcomeAsync();
    }
}
