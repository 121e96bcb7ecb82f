using System.Diagnostics;
using System.Globalization;

namespace Embedded.Crash.Tests;

/// <summary>One life of the workload's program, as a process of its own.</summary>
internal sealed class WorkloadProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private readonly int _life;

    private WorkloadProcess(Process process, int life)
    {
        _process = process;
        _life = life;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <param name="folder">Where its log and its effects are.</param>
    /// <param name="life">The how manieth life on that folder this is.</param>
    /// <param name="failpoint">Where it kills itself; null for nowhere.</param>
    /// <param name="pass">The pass of the failpoint that is the last.</param>
    public static WorkloadProcess Start(string folder, int life, string? failpoint = null, int pass = 1) =>
        Start(folder, life, failpoint is null ? [] : [failpoint, pass.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Starts one that does nothing, once it is ready, before it is released.</summary>
    public static WorkloadProcess StartHeld(string folder, int life) => Start(folder, life, ["held"]);

    /// <summary>Lets one that was started held go on.</summary>
    public void Release() => _process.StandardInput.WriteLine();

    /// <summary>Reads on until so many lines were read, or until the line; false if the process ended before.</summary>
    public async Task<bool> ReadAsync(int lines = int.MaxValue, string? until = null)
    {
        while (_lines.Count < lines)
        {
            if (await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is not { } line) return false;
            _lines.Add(line);
            if (line == until) return true;
        }

        return true;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>What it wrote until it ended, of its own or by a kill.</summary>
    public async Task<LifeReport> EndAsync()
    {
        await ReadAsync();
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return new LifeReport(_life, [.. _lines], _process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static WorkloadProcess Start(string folder, int life, string[] more)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Embedded.Crash.Workload.dll");
        var start = new ProcessStartInfo("dotnet", [program, folder, life.ToString(CultureInfo.InvariantCulture), .. more])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return new WorkloadProcess(Process.Start(start)!, life);
    }
}
