using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace PlatformDeployer.Orchestrations.Tests.Replay;

/// <summary>Recorded histories, a folder for each release and a file for each behaviour.</summary>
internal static class ReplayCorpus
{
    private static readonly OrchestrationSettings Settings = new(JsonDataConverter.Default, NullLoggerFactory.Instance) { PayloadMaxLength = 4 * 1024 * 1024, OpenTasksMax = 20_000 };

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Replay", "Corpus");

    /// <summary>The files, relative to the corpus.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal);

    public static IReadOnlyList<RecordedHistory> Read(string file) => RecordedHistory.Read(File.ReadAllText(Path.Combine(Folder, file)));

    /// <summary>Replays histories under orchestrators.</summary>
    public static void Check(IEnumerable<RecordedHistory> histories, Action<DurableTaskRegistry> orchestrators)
    {
        var registry = new DurableTaskRegistry();
        orchestrators(registry);
        using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        foreach (RecordedHistory history in histories) OrchestratorReplay.Check(history, registry, services, Settings, NullLogger.Instance);
    }
}
