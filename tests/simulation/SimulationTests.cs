using System.Globalization;
using Xunit.Abstractions;

namespace PlatformDeployer.Simulation;

/// <summary>
/// Runs the seeds of an ordinary run, in as many processes as there are processors. <c>SIMULATION_SEEDS</c> sets how many, of which the worlds have
/// their shares; <c>SIMULATION_SEED</c> is the first.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int OrdinarySeeds = 2_000;

    private static int Seeds => Number("SIMULATION_SEEDS", OrdinarySeeds);

    private static int FirstSeed => Number("SIMULATION_SEED", 1);

    [Fact]
    public async Task Engine_Seeds_NothingForbiddenHappens() => await RunAllAsync("engine", Seeds);

    [Theory]
    [InlineData("engine", 40)]
    public async Task Trace_SameSeedsInAnotherProcess_IsTheSameBytes(string world, int count)
    {
        // the second one comes to its seeds by another way
        (int ExitCode, string Output)[] runs = await Task.WhenAll(
            SimulatorProcess.RunAsync("--world", world, "--digests", "--seed", "1", "--count", Text(count)),
            SimulatorProcess.RunAsync("--world", world, "--digests", "--seed", Text(count / 2), "--count", Text(count)));

        string[][] digests = [.. runs.Select(run => run.Output.Split('\n').Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).SkipLast(1).ToArray())];
        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        Assert.Equal(count, digests[0].Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(digests[0].Skip((count / 2) - 1), digests[1].Take((count / 2) + 1));
    }

    [Fact]
    public async Task Engine_LosingWhatWasAcknowledged_IsFoundAndSaysHowToReplayIt()
    {
        (int exitCode, string text) = await SimulatorProcess.RunAsync("--world", "engine", "--hidden-faults", "--count", "200");

        Assert.Equal(SimulationRunner.Violated, exitCode);
        Assert.Matches("Replay it: dotnet run --project tests/simulation -- --world engine --seed [0-9]+", text);
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task RunAllAsync(string world, int seeds)
    {
        int processes = Math.Min(Environment.ProcessorCount, seeds);
        (int ExitCode, string Output)[] runs = await Task.WhenAll(Enumerable.Range(0, processes).Select(process =>
        {
            int from = seeds * process / processes;
            int count = (seeds * (process + 1) / processes) - from;
            return SimulatorProcess.RunAsync("--world", world, "--seed", Text(FirstSeed + from), "--count", Text(count));
        }));

        string text = string.Concat(runs.Select(run => run.Output));
        output.WriteLine(text);
        Assert.True(Array.TrueForAll(runs, run => run.ExitCode == 0), text);
    }
}
