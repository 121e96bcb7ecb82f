using System.Globalization;
using Xunit.Abstractions;

namespace Embedded.Crash.Tests;

/// <summary>
/// The process is killed from outside, at moments that chance chooses. <c>CRASH_SEEDS</c> sets how many courses of events are tried, and
/// <c>CRASH_SEED</c> the first of them.
/// </summary>
public sealed class RandomKillTests(ITestOutputHelper output)
{
    private const int KillsEach = 4;

    // about what the program tells in a life that nothing ends
    private const int LinesMax = 110;

    [Fact]
    public async Task Kill_AtRandomMoments_LosesNothingAndRepeatsNothingCommitted()
    {
        int first = Number("CRASH_SEED", 1);
        int count = Number("CRASH_SEEDS", 8);
        int kills = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            try
            {
                kills += await RunAsync(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"CRASH_SEED={seed} CRASH_SEEDS=1: {e.Message}", e);
            }
        }

        output.WriteLine($"{kills} kills");
        Assert.True(kills >= count, "Hardly anything was killed.");
    }

    private static async Task<int> RunAsync(Random chance)
    {
        using var folder = new CrashFolder();
        int kills = 0;
        for (int kill = 0; kill < KillsEach; kill++)
        {
            await using WorkloadProcess process = folder.Start();

            // how far it had come when it died is told by lines and not by time, so that a slow machine dies no sooner
            await process.ReadAsync(chance.Next(LinesMax));
            Thread.SpinWait(chance.Next(50_000));
            process.Kill();
            if (folder.Take(await process.EndAsync()).WasKilled) kills++;
            if (chance.Next(2) == 0) folder.TearTheTail(chance);
        }

        await folder.RequireOutcomeAsync();
        return kills;
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
