using Embedded.Storage;

namespace Embedded.Crash.Tests;

/// <summary>The folder of a program that dies and is started again, what its lives acknowledged, and whether all of it is still true.</summary>
internal sealed class CrashFolder : IDisposable
{
    private const int TornBytesMax = 60;
    private readonly AcknowledgedHistory _history = new();
    private int _lives;

    public string FullName { get; } = Directory.CreateTempSubdirectory("crash-").FullName;

    public string LogFolder => Path.Combine(FullName, "log");

    public WorkloadProcess Start(string? failpoint = null, int pass = 1) => WorkloadProcess.Start(FullName, ++_lives, failpoint, pass);

    public WorkloadProcess StartHeld() => WorkloadProcess.StartHeld(FullName, ++_lives);

    /// <summary>Runs one life to its end and holds what it tells against the lives before it.</summary>
    public async Task<LifeReport> LiveAsync(string? failpoint = null, int pass = 1)
    {
        await using WorkloadProcess process = Start(failpoint, pass);
        return Take(await process.EndAsync());
    }

    public LifeReport Take(LifeReport report)
    {
        Assert.True(report.ExitCode != 1 && report.Errors.Length == 0, $"Life {report.Life} ended with {report.ExitCode}: {report.Errors}");
        _history.Add(report);
        return report;
    }

    /// <summary>The last life: nothing kills it, and what it leaves is what was to come out.</summary>
    public async Task RequireOutcomeAsync()
    {
        LifeReport last = await LiveAsync();
        Assert.True(last.IsDone, $"The last life ended with {last.ExitCode}.");
        Assert.Equal("done", last.Lines[^1]);
        _history.RequireAllEnded();
        EffectRules.Require(Path.Combine(FullName, "effects"), _history);
    }

    /// <summary>Adds the start of a record to the end of the log, as a write that the crash cut short would have.</summary>
    public void TearTheTail(Random chance)
    {
        if (!Directory.Exists(LogFolder)) return;
        string? last = Directory.EnumerateFiles(LogFolder)
            .Where(file => LogFileName.TryParseSegment(Path.GetFileName(file), out _)).Order(StringComparer.Ordinal).LastOrDefault();
        if (last is null || new FileInfo(last).Length < LogFileHeader.Bytes) return;
        byte[] torn = new byte[chance.Next(1, TornBytesMax)];
        chance.NextBytes(torn);
        File.AppendAllBytes(last, torn);
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
