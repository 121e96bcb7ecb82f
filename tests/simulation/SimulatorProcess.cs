using System.Diagnostics;
using PlatformDeployer.Simulation.World;

namespace PlatformDeployer.Simulation;

/// <summary>The simulator as a process of its own.</summary>
internal static class SimulatorProcess
{
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        start.ArgumentList.Add(typeof(SimulatorProcess).Assembly.Location);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return OneThread.Of(start);
    }

    /// <summary>Runs it to its end; answers its exit code and what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = StartInfo(arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
