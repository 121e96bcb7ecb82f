using System.Globalization;
using PlatformDeployer.Simulation.Engine;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation;

/// <summary>Runs seeds one after the other on one thread.</summary>
internal sealed class SimulationRunner(string world, bool printsDigests)
{
    public static string[] Worlds { get; } = ["engine", "machine"];

    public const int Violated = 1;

    // many times what any world takes on a busy machine
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs seeds up to the first that fails; answers the exit code.</summary>
    public int Run(int from, int count, FileInfo? traceFile)
    {
        long began = TimeProvider.System.GetTimestamp();
        for (int seed = from; seed < from + count; seed++)
        {
            ISimulation simulation = Create(seed);
            Exception? failure = Try(simulation);
            if (failure is not null || (traceFile is not null && seed == from + count - 1)) Write(simulation, seed, traceFile);
            if (failure is not null)
            {
                Console.Error.WriteLine(failure);
                Console.Error.WriteLine($"Replay it: dotnet run --project tests/simulation -- --world {world} --seed {seed}");
                return Violated;
            }

            if (printsDigests) Console.WriteLine($"{seed} {simulation.Trace.Digest} {simulation.Trace.Lines}");
        }

        TimeSpan took = TimeProvider.System.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} seeds of the {world} world from {from} in {took.TotalSeconds:0.0} s"));
        return 0;
    }

    private ISimulation Create(int seed) => world switch
    {
        "engine" => new EngineSimulation(seed),
        "machine" => new Machine.MachineSimulation(seed),
        _ => throw new ArgumentException($"There is no world '{world}'."),
    };

    private static Exception? Try(ISimulation simulation)
    {
        try
        {
            return OneThread.Run(() => TryAsync(simulation), Limit);
        }
        catch (TimeoutException e)
        {
            return e;
        }
    }

    private static async Task<Exception?> TryAsync(ISimulation simulation)
    {
        try
        {
            await simulation.RunAsync();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private void Write(ISimulation simulation, int seed, FileInfo? file)
    {
        string path = file?.FullName ?? Path.Combine(Path.GetTempPath(), $"simulation-{world}-{seed}.trace");
        File.WriteAllText(path, simulation.Trace.Text);
        Console.Error.WriteLine($"The trace of seed {seed} is in {path}");
    }
}
