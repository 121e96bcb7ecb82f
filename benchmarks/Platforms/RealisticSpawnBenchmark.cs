using System.Globalization;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Profiles;
using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>What the deployer adds to the time that the cloud takes.</summary>
internal sealed class RealisticSpawnBenchmark : IBenchmark
{
    private const double Target = 1.05;
    private const int Seed = 1;
    private const int SlowestSteps = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public string Name => "realistic";

    public string Description => "basic, profile realistic: the whole spawn against the critical path of its ARM calls; in real time, some minutes";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await CompileAsync(run, cancellationToken);
        ResourceManagerProfile profile = ResourceManagerProfile.Realistic;
        await using BenchmarkMachine machine = await BenchmarkMachine.StartAsync(run, run.NewFolder("realistic"), profile, cancellationToken);
        Uri root = machine.Machine.Root.BaseAddress;
        PlatformView? platform = null;
        TimeSpan total = await run.TimeAsync(async () => platform = await machine.SpawnToActiveAsync(root, "acme", Limit, cancellationToken));

        IPlatformRegistry registry = machine.Machine.Root.Services.GetRequiredService<IPlatformRegistry>();
        ResourceGraph graph = await registry.FindGraphAsync(PlatformId.Parse(platform!.Id), cancellationToken)
            ?? throw new InvalidOperationException("The platform has no graph.");
        IReadOnlyList<OperationRecord> operations = machine.Machine.ResourceManager.Operations();
        var arm = new ArmCriticalPath(graph, profile, Seed, operations);
        CriticalPath work = arm.OfWork();
        CriticalPath seen = arm.AsSeen();

        run.Figure("POST to Active", string.Create(CultureInfo.InvariantCulture, $"{total.TotalSeconds:F2} s"));
        Compare(run, "critical path of the ARM calls' work", total, work);
        Compare(run, "critical path as a client can see it", total, seen);
        foreach (string key in seen.Keys) run.Figure($"    {key}", string.Create(CultureInfo.InvariantCulture, $"work {arm.WorkOf(key).TotalSeconds:F2} s, seen at best {arm.SeenOf(key).TotalSeconds:F2} s"));
        OperationView operation = await machine.OperationAsync(root, platform.OperationId!, cancellationToken);
        foreach (StageView stage in operation.Stages) Show(run, operation, stage);
        run.LimitedBy("the Retry-After of operations, which a client may not ask before; then the child's start and the durable steps");
    }

    /// <summary>Spawns once with a cloud that takes no time, so that the code is compiled: the start of a program is another benchmark's matter.</summary>
    private static async Task CompileAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using BenchmarkMachine machine = await BenchmarkMachine.StartAsync(run, run.NewFolder("warm"), ResourceManagerProfile.Fast, cancellationToken);
        await machine.SpawnToActiveAsync(machine.Machine.Root.BaseAddress, "warm", Limit, cancellationToken);
    }

    private static void Compare(BenchmarkRun run, string what, TimeSpan total, CriticalPath path)
    {
        double ratio = total / path.Duration;
        run.Figure(what, string.Create(CultureInfo.InvariantCulture, $"{path.Duration.TotalSeconds:F2} s ({string.Join(" → ", path.Keys)})"));
        run.Figure("  ratio", string.Create(CultureInfo.InvariantCulture, $"{ratio:F3}"), $"{Target}", ratio <= Target);
    }

    private static void Show(BenchmarkRun run, OperationView operation, StageView stage)
    {
        run.Figure($"stage {stage.Name}", Times(operation, stage.StartedAt, stage.EndedAt));
        foreach (StepView step in stage.Steps.OrderByDescending(step => step.EndedAt - step.StartedAt).Take(SlowestSteps).OrderBy(step => step.StartedAt))
        {
            run.Figure($"  {step.Name}", Times(operation, step.StartedAt, step.EndedAt));
        }
    }

    private static string Times(OperationView operation, DateTimeOffset? began, DateTimeOffset? ended) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(began - operation.CreatedAt)?.TotalSeconds,8:F2} s to {(ended - operation.CreatedAt)?.TotalSeconds,8:F2} s, {(ended - began)?.TotalSeconds:F2} s");
}
