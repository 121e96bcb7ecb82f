using Embedded.Storage;

namespace Embedded.Crash.Tests;

/// <summary>The process is killed at each of the log's failpoints, and at those of the recovery while it recovers from that.</summary>
public sealed class LogFailpointTests
{
    private const string Recovery = "log.recovery.";

    public static TheoryData<string> Names { get; } = FailpointNames.Of(typeof(LogFailpoints));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Kill_AtAFailpointOfTheLog_LosesNothingAndRepeatsNothingCommitted(string failpoint)
    {
        using var folder = new CrashFolder();
        var chance = new Random(Seed: 1);
        bool recovers = failpoint.StartsWith(Recovery, StringComparison.Ordinal);
        if (recovers)
        {
            await folder.LiveAsync(LogFailpoints.AppendAfter, pass: 30);
            folder.TearTheTail(chance);
        }

        Assert.True((await folder.LiveAsync(failpoint)).WasKilled, $"{failpoint} was not passed.");
        folder.TearTheTail(chance);
        Assert.True((await folder.LiveAsync(failpoint, IsPassedByEachWrite(failpoint) ? 6 : 1)).WasKilled, $"{failpoint} was not passed again.");
        await folder.RequireOutcomeAsync();
    }

    // how often a log is compacted in one life is up to the machine; that it is, is not
    private static bool IsPassedByEachWrite(string failpoint) =>
        failpoint is LogFailpoints.AppendBefore or LogFailpoints.AppendAfter or LogFailpoints.FsyncBefore or LogFailpoints.FsyncAfter or LogFailpoints.AcknowledgeAfter;
}
