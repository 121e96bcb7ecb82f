using System.Diagnostics;
using System.Text.Json;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>What MSBuild makes of a project, without restoring or building it.</summary>
internal sealed class ProjectEvaluation
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    private readonly JsonElement _result;

    private ProjectEvaluation(JsonElement result) => _result = result;

    public static async Task<ProjectEvaluation> RunAsync(ProjectFile project, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = RepositoryRoot.FullPath };
        string[] all =
        [
            "msbuild", project.File.RelativePath, "-nologo", "-getItem:PackageReference", "-getItem:ProjectReference",
            "-getProperty:PlatformRuntime", "-getProperty:BaseIntermediateOutputPath", "-getProperty:OutputPath", .. arguments,
        ];
        foreach (string argument in all) start.ArgumentList.Add(argument);
        // the build that runs these tests leaves its own MSBuild's settings behind, which are not this evaluation's
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Evaluating {project} took longer than {TimeLimit}.");
        }

        Assert.True(process.ExitCode == 0, $"Evaluating {project} failed: {await output}{await errors}");
        using JsonDocument document = JsonDocument.Parse(await output);
        return new ProjectEvaluation(document.RootElement.Clone());
    }

    public string Property(string name) => _result.GetProperty("Properties").GetProperty(name).GetString()!;

    public IReadOnlyList<string> Items(string name) => [.. _result.GetProperty("Items").GetProperty(name).EnumerateArray().Select(i => i.GetProperty("Identity").GetString()!)];
}
