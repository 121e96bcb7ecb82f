using System.CommandLine;
using System.Diagnostics;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation;

/// <summary>The command line of the simulator.</summary>
internal static class SimulationCommand
{
    public static RootCommand Create()
    {
        var world = new Option<string>("--world") { Description = "engine or machine.", DefaultValueFactory = _ => SimulationRunner.Worlds[0] };
        world.AcceptOnlyFromAmong(SimulationRunner.Worlds);
        var from = new Option<int>("--seed") { Description = "The seed, or the first of many.", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--count") { Description = "How many seeds.", DefaultValueFactory = _ => 1 };
        var trace = new Option<FileInfo?>("--trace") { Description = "Where the trace of the last seed goes." };
        var digests = new Option<bool>("--digests") { Description = "Print the digest of each seed's trace." };
        var hidden = new Option<bool>("--hidden-faults") { Description = "Lose what was acknowledged: the simulator has to find it." };
        var root = new RootCommand("Runs simulated worlds, each decided by a seed, and looks for what must never happen.")
        {
            world, from, count, trace, digests, hidden,
        };
        root.SetAction(parsed =>
        {
            if (!OneThread.IsPossible) return Again(parsed.Tokens.Select(token => token.Value));
            DiskFaults.AreHidden = parsed.GetValue(hidden);
            var runner = new SimulationRunner(parsed.GetValue(world)!, parsed.GetValue(digests));
            return runner.Run(parsed.GetValue(from), parsed.GetValue(count), parsed.GetValue(trace));
        });
        return root;
    }

    // The number of processors is read when a process starts.
    private static int Again(IEnumerable<string> arguments)
    {
        using Process process = Process.Start(SimulatorProcess.StartInfo(arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
