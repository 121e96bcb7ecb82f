using System.Globalization;
using Xunit.Abstractions;

namespace PlatformDeployer.Simulation;

/// <summary>
/// Runs the seeds of an ordinary run, in as many processes as there are processors. <c>SIMULATION_SEEDS</c> sets how many, of which each world has its
/// share; <c>SIMULATION_SEED</c> is the first.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int OrdinarySeeds = 2_000;

    // A machine costs some fifty times what an engine costs.
    private const double MachineShare = 0.15;

    private static int Seeds => Number("SIMULATION_SEEDS", OrdinarySeeds);

    private static int MachineSeeds => (int)(Seeds * MachineShare);

    private static int FirstSeed => Number("SIMULATION_SEED", 1);

    [Fact]
    public Task Engine_Seeds_NothingForbiddenHappens() => RunAllAsync("engine", Seeds - MachineSeeds);

    [Fact]
    public Task Machine_Seeds_NothingForbiddenHappens() => RunAllAsync("machine", MachineSeeds);

    [Theory]
    [InlineData("engine", 40)]
    [InlineData("machine", 6)]
    public async Task Trace_SameSeedsInAnotherProcess_IsTheSameBytes(string world, int count)
    {
        // the second one comes to its seeds by another way
        string[] first = await DigestsAsync(world, 1, count);
        string[] second = await DigestsAsync(world, count / 2, count);

        Assert.Equal(count, first.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(first.Skip((count / 2) - 1), second.Take((count / 2) + 1));
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

    private static async Task<string[]> DigestsAsync(string world, int from, int count)
    {
        (int exitCode, string text) = await SimulatorProcess.RunAsync("--world", world, "--digests", "--seed", Text(from), "--count", Text(count));
        Assert.True(exitCode == 0, text);
        return text.Split('\n')[..count];
    }

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
