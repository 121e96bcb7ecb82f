using System.Diagnostics;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>Two of the real hosts on one data folder.</summary>
public sealed class SecondHostTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RequireRefusedAsync() =>
        Assert.Contains($"'{Path.Combine(_folder, "arm")}' is in use by another process", await RefusalAsync(), StringComparison.Ordinal);

    /// <summary>The one line of a host that ends with 1.</summary>
    private async Task<string> RefusalAsync()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Embedded.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--data", _folder, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
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
