using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>The in-memory back end of @microsoft/durabletask-js, run beside ours on the same machine. It keeps nothing: it is the floor of an engine without a disk.</summary>
internal sealed class PeerEngine
{
    private readonly string? _folder;

    private PeerEngine(string? folder) => _folder = folder;

    /// <summary>What it did.</summary>
    /// <param name="PerSecond">Activities a second.</param>
    /// <param name="StepMilliseconds">The median from one activity's start to the next's.</param>
    internal sealed record Result(double PerSecond, double StepMilliseconds);

    /// <summary>Installs it, where there are Node.js and the npm registry.</summary>
    public static async Task<PeerEngine> InstallAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        string folder = run.NewFolder("peer");
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Engine", "Peer"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        try
        {
            await RunAsync("npm", folder, ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent"], cancellationToken);
            return new PeerEngine(folder);
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            run.Figure("the peer", $"not run: {missing.Message}");
            return new PeerEngine(null);
        }
    }

    /// <summary>Runs orchestrations there; null where it is not installed.</summary>
    /// <param name="shape"><c>chain</c> or <c>fan</c>.</param>
    /// <param name="instances">How many orchestrations.</param>
    /// <param name="activities">How many activities each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result?> MeasureAsync(string shape, int instances, int activities, CancellationToken cancellationToken)
    {
        if (_folder is null) return null;
        string[] arguments = ["peer.mjs", shape, instances.ToString(CultureInfo.InvariantCulture), activities.ToString(CultureInfo.InvariantCulture)];
        return JsonSerializer.Deserialize<Result>(await RunAsync("node", _folder, arguments, cancellationToken), JsonSerializerOptions.Web);
    }

    private static async Task<string> RunAsync(string program, string folder, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true } };
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {(await errors).Trim()}");
    }
}
