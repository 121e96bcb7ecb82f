using System.Reflection;
using Embedded.DurableTask.Replay;
using Embedded.Storage;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Orchestrations.Spawn;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Replay;

/// <summary>Work that is under way when the program is replaced must go on under the new one: what was recorded is replayed under today's orchestrators.</summary>
public sealed class ReplayCorpusTests
{
    /// <summary>A folder to write new recordings to: <c>tests/orchestrations/Replay/Corpus/RELEASE</c>.</summary>
    private const string RecordVariable = "REPLAY_CORPUS_RECORD";

    public static TheoryData<string> Files => [.. ReplayCorpus.Files];

    public static TheoryData<string> Scenarios => [.. ReplayScenarios.All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Replay_WhatWasRecorded_GoesTheSameWay(string file) => ReplayCorpus.Check(ReplayCorpus.Read(file), tasks => Workshop.AddOrchestrators(tasks));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Replay_WhatHappensNow_GoesTheSameWay(string scenario)
    {
        var disk = new MemoryDisk();
        await using (Workshop workshop = await Workshop.OpenAsync(disk)) await ReplayScenarios.All[scenario](workshop);
        IReadOnlyList<RecordedHistory> histories = await HistoryRecorder.ReadAsync(disk);

        Assert.NotEmpty(histories);
        string text = RecordedHistory.Write(histories);
        ReplayCorpus.Check(RecordedHistory.Read(text), tasks => Workshop.AddOrchestrators(tasks));
        if (Environment.GetEnvironmentVariable(RecordVariable) is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, scenario + ".json"), text);
    }

    [Fact]
    public void Corpus_HasEveryScenarioAndEveryOrchestrator()
    {
        Assert.Subset(ReplayCorpus.Files.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal)!, ReplayScenarios.All.Keys.ToHashSet(StringComparer.Ordinal));
        string[] orchestrators =
        [
            .. from type in typeof(SpawnPlatformOrchestrator).Assembly.GetTypes()
               from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
               where method.GetParameters().Any(parameter => parameter.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null)
               select method.GetCustomAttribute<FunctionAttribute>()!.Name,
        ];
        Assert.NotEmpty(orchestrators);
        Assert.Subset(ReplayCorpus.Files.SelectMany(ReplayCorpus.Read).Select(history => history.Name).ToHashSet(StringComparer.Ordinal), orchestrators.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Replay_UnderAChangedOrchestrator_SaysWhatDiffers()
    {
        RecordedHistory spawn = ReplayCorpus.Read(ReplayCorpus.Files.First(file => file.EndsWith("spawn-succeeds.json", StringComparison.Ordinal)))
            .Single(history => history.Name == nameof(SpawnPlatformOrchestrator));

        Exception? wrong = Record.Exception(() => ReplayCorpus.Check([spawn], tasks => tasks.AddOrchestratorFunc<SpawnOrder>(nameof(SpawnPlatformOrchestrator), async (context, _) =>
        {
            await context.CallActivityAsync("SomethingNew");
            await SpawnPlatformOrchestrator.RunAsync(context);
        })));

        Assert.Equal("NonDeterministicOrchestrationException", wrong?.GetType().Name);
        Assert.Contains("but came ActivityScheduled 'SomethingNew'", wrong!.Message, StringComparison.Ordinal);
    }
}
