using System.Diagnostics;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>Two of the real hosts on one data folder.</summary>
public sealed class SecondHostTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    private readonly string _folder = Directory.CreateTempSubdirectory("second-host").FullName;

    [Fact]
    public async Task Start_WhileAnotherRuns_IsRefusedByOneLineUntilTheOtherIsKilled()
    {
        await using var first = new HostProcess(_folder);
        await first.StartReadyAsync();
        await RequireRefusedAsync();
        foreach (string file in Directory.GetFiles(_folder, "lock", SearchOption.AllDirectories)) File.Delete(file);
        if (!OperatingSystem.IsWindows()) await RequireRefusedAsync();

        await first.KillAsync();
        await using var second = new HostProcess(_folder);
        await second.StartReadyAsync();
    }

    [Fact]
    public async Task Start_OnADamagedLog_IsRefusedByOneLineWithFileAndOffset()
    {
        await using (var host = new HostProcess(_folder)) await host.StartReadyAsync();
        string log = Directory.GetFiles(Path.Combine(_folder, "root"), "*.log").Order(StringComparer.Ordinal).First();
        byte[] bytes = await File.ReadAllBytesAsync(log);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(log, bytes);

        string message = await RefusalAsync();
        Assert.Contains($"'{log}' is damaged at byte 32", message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(log));
    }

    [Fact]
    public async Task Run_FolderReplacedUnderIt_EndsByOneLine()
    {
        if (OperatingSystem.IsWindows()) return; // nobody can move a folder in use there
        using Process process = Start();
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string ready = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? "";
            Task<string> rest = process.StandardOutput.ReadToEndAsync();
            using var api = new PlatformApi(new Uri(ready[ready.IndexOf("http", StringComparison.Ordinal)..].Replace("/api", "/", StringComparison.Ordinal)));
            Directory.Move(Path.Combine(_folder, "root"), Path.Combine(_folder, "root-aside"));
            Task refused = api.TrySpawnAsync("acme");

            await process.WaitForExitAsync().WaitAsync(Limit);
            Assert.Equal(1, process.ExitCode);
            Assert.Contains("was moved, emptied, replaced or taken over", (await errors).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled", await rest, StringComparison.Ordinal);
            await refused.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RequireRefusedAsync() =>
        Assert.Contains($"'{Path.Combine(_folder, "arm")}' is in use by another process", await RefusalAsync(), StringComparison.Ordinal);

    private Process Start() => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Embedded.Host.dll"), "--data", _folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

    /// <summary>The one line of a host that ends with 1.</summary>
    private async Task<string> RefusalAsync()
    {
        using Process process = Start();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string errors = await process.StandardError.ReadToEndAsync().WaitAsync(Limit);
            await process.WaitForExitAsync().WaitAsync(Limit);
            Assert.Equal(1, process.ExitCode);
            Assert.DoesNotContain("Ready.", await output, StringComparison.Ordinal);
            return Assert.Single((await output + errors).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
