using System.Diagnostics;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>What became of a host that was started as a process of its own, as a user starts it.</summary>
/// <param name="ExitCode">How it ended; null when it was ready and was killed for it.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it wrote as an error.</param>
internal sealed record HostStart(int? ExitCode, string Output, string Error)
{
    private const string ReadyMark = "Ready.";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Starts it and waits until it ends or is ready.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<HostStart> RunAsync(IEnumerable<string> arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Embedded.Host.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in settings) start.Environment[name] = value;

        using var process = new Process { StartInfo = start };
        process.Start();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = new System.Text.StringBuilder();
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                output.AppendLine(line);
                if (!line.StartsWith(ReadyMark, StringComparison.Ordinal)) continue;
                process.Kill();
                return new HostStart(null, output.ToString(), await error);
            }

            await process.WaitForExitAsync(limit.Token);
            return new HostStart(process.ExitCode, output.ToString(), await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
