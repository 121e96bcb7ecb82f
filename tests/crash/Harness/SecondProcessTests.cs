namespace Embedded.Crash.Tests;

/// <summary>Two processes on one folder.</summary>
public sealed class SecondProcessTests
{
    [Fact]
    public async Task Start_WhileAnotherLives_IsRefusedByAMessageUntilTheOtherIsKilled()
    {
        using var folder = new CrashFolder();
        await using WorkloadProcess first = folder.StartHeld();
        Assert.True(await first.ReadAsync(until: "ready"));
        await RequireRefusedAsync(folder);
        await KillAsync(folder, first);
        await folder.RequireOutcomeAsync();
    }

    [Fact]
    public async Task Start_TheLockFileWasDeletedByHand_IsRefusedAllTheSame()
    {
        if (OperatingSystem.IsWindows()) return; // nobody can delete a locked file there
        using var folder = new CrashFolder();
        await using WorkloadProcess first = folder.StartHeld();
        Assert.True(await first.ReadAsync(until: "ready"));
        File.Delete(Path.Combine(folder.LogFolder, "lock"));
        await RequireRefusedAsync(folder);
        await KillAsync(folder, first);
        await folder.RequireOutcomeAsync();
    }

    [Fact]
    public async Task Go_FolderMovedWhileItWasOpen_AcknowledgesNothingMore()
    {
        if (OperatingSystem.IsWindows()) return; // nobody can move a folder in use there
        using var folder = new CrashFolder();
        string aside = folder.LogFolder + "-aside";
        await using WorkloadProcess first = folder.StartHeld();
        Assert.True(await first.ReadAsync(until: "ready"));
        Directory.Move(folder.LogFolder, aside);
        first.Release();
        LifeReport fenced = await first.EndAsync();
        Assert.Equal(1, fenced.ExitCode);
        Assert.Contains("was moved, emptied, replaced or taken over", fenced.Errors, StringComparison.Ordinal);
        Assert.Equal("ready", fenced.Lines[^1]);
        Assert.False(Directory.Exists(folder.LogFolder), "The fenced one has written where its folder was.");

        Directory.Move(aside, folder.LogFolder);
        await folder.RequireOutcomeAsync();
    }

    private static async Task KillAsync(CrashFolder folder, WorkloadProcess first)
    {
        first.Kill();
        folder.Take(await first.EndAsync());
    }

    private static async Task RequireRefusedAsync(CrashFolder folder)
    {
        await using WorkloadProcess second = folder.Start();
        LifeReport refused = await second.EndAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.Empty(refused.Lines);
        string message = Assert.Single(refused.Errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"'{folder.LogFolder}' is in use by another process", message, StringComparison.Ordinal);
    }
}
