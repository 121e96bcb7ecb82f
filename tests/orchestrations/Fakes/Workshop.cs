using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Orchestrations.Announce;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Platforms;
using PlatformDeployer.Orchestrations.Provision;
using PlatformDeployer.Orchestrations.Retire;
using PlatformDeployer.Orchestrations.Spawn;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Orchestrations.Tests.Fakes;

/// <summary>The real orchestrators and activities on the durable engine, with a scripted world around them.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly DurableTaskTestHost _host;

    private Workshop(DurableTaskTestHost host, ScriptedCloud cloud, MemoryRegistry registry, ScriptedLink link, FixedEndpoint endpoint, LineageAnnouncer announcer)
    {
        Endpoint = endpoint;
        Announcer = announcer;
        _host = host;
        Cloud = cloud;
        Registry = registry;
        Link = link;
    }

    public ScriptedCloud Cloud { get; }

    public MemoryRegistry Registry { get; }

    public ScriptedLink Link { get; }

    /// <summary>Where the parent is reached.</summary>
    public FixedEndpoint Endpoint { get; }

    public LineageAnnouncer Announcer { get; }

    public DurableTaskClient Client => _host.Client;

    /// <param name="disk">Where the engine keeps its log, for tests that look into it.</param>
    public static async Task<Workshop> OpenAsync(MemoryDisk? disk = null)
    {
        ScriptedCloud cloud = new();
        MemoryRegistry registry = new();
        ScriptedLink link = new() { Readiness = _ => Ready };
        FixedEndpoint endpoint = new("http://root.test/");
        LineageAnnouncer announcer = new(link, Samples.Root, new KnownAncestors(Samples.Root, registry), endpoint);
        DurableTaskClient? client = null;
        DurableTaskTestHost host = await DurableTaskTestHost.StartAsync(tasks =>
        {
            AddOrchestrators(tasks);
            AddProvisioning(tasks, cloud);
            AddSpawn(tasks, registry, cloud, link, () => client!);
            AddRetire(tasks, registry, cloud, link);
            AddHealing(tasks, registry, cloud, link, announcer);
        }, new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton<ILogDisk>(disk ?? new MemoryDisk()) });
        client = host.Client;
        return new Workshop(host, cloud, registry, link, endpoint, announcer);
    }

    /// <summary>What the child answers when it is well.</summary>
    public static ReadinessView Ready { get; } = new("ok", Samples.ChildId.Value, "/root/acme", new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Spawns the sample child and waits for the end.</summary>
    public async Task<OperationProgress> SpawnAsync(Func<string, Task>? meanwhile = null)
    {
        Registry.Put(Samples.Child());
        string id = await SpawnStart.EnsureAsync(Client, Samples.ChildId, CancellationToken.None);
        if (meanwhile is not null) await meanwhile(id);
        return await EndOfAsync(id);
    }

    /// <summary>Retires the sample child, as a request for it does, and waits for the end.</summary>
    public async Task<OperationProgress> RetireAsync(bool cascade = true)
    {
        Registry.Put(Registry[Samples.ChildId] with { State = PlatformState.Retiring, Cascade = cascade });
        return await EndOfAsync(await RetireStart.EnsureAsync(Client, new RetireOrder(Samples.ChildId), CancellationToken.None));
    }

    public async Task<OperationProgress> EndOfAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        OrchestrationMetadata end = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {end.FailureDetails}");
        return end.ReadOutputAs<OperationProgress>()!;
    }

    /// <summary>Completes when nothing runs.</summary>
    public Task IdleAsync() => _host.Engine.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(30));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>A living platform below the sample child, known to the registry.</summary>
    public void AddBelow(PlatformId id, string path, PlatformId parent, string group, string? endpoint = null)
    {
        Cloud.Groups[group] = true;
        Registry.Put(Samples.Child(PlatformState.Active) with { Id = id, Path = PlatformPath.Parse(path), ParentId = parent, ResourceGroup = group, Endpoint = endpoint });
    }

    /// <summary>The real orchestrators.</summary>
    public static void AddOrchestrators(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<SpawnOrder, OperationProgress>(nameof(SpawnPlatformOrchestrator), (context, _) => SpawnPlatformOrchestrator.RunAsync(context))
        .AddOrchestratorFunc<ResourceOrder, ProvisioningProgress>(
            nameof(ProvisionResourceOrchestrator), (context, _) => ProvisionResourceOrchestrator.RunAsync(context))
        .AddOrchestratorFunc<RetireOrder, OperationProgress>(nameof(RetirePlatformOrchestrator), (context, _) => RetirePlatformOrchestrator.RunAsync(context))
        .AddOrchestratorFunc<MonitorState>(nameof(PlatformMonitorOrchestrator), (context, _) => PlatformMonitorOrchestrator.RunAsync(context));

    private static void AddProvisioning(DurableTaskRegistry tasks, ScriptedCloud cloud) => tasks
        .AddActivityFunc<GroupOrder, ProvisioningProgress>(nameof(CreateGroupActivity), (_, order) => new CreateGroupActivity(cloud).RunAsync(order, default))
        .AddActivityFunc<ResourceOrder, ProvisioningProgress>(nameof(StartResourceActivity), (_, order) => new StartResourceActivity(cloud).RunAsync(order, default))
        .AddActivityFunc<string, ProvisioningProgress>(nameof(StartDeleteGroupActivity), (_, group) => new StartDeleteGroupActivity(cloud).RunAsync(group, default))
        .AddActivityFunc<ResourceTarget, ProvisioningProgress>(
            nameof(StartDeleteResourceActivity), (_, target) => new StartDeleteResourceActivity(cloud).RunAsync(target, default))
        .AddActivityFunc<string, ProvisioningProgress>(nameof(PollProvisioningActivity), (_, token) => new PollProvisioningActivity(cloud).RunAsync(token, default));

    private static void AddSpawn(DurableTaskRegistry tasks, MemoryRegistry registry, ScriptedCloud cloud, ScriptedLink link, Func<DurableTaskClient> client) => tasks
        .AddActivityFunc<UndoOrder>(nameof(BeginUndoActivity), (_, order) => new BeginUndoActivity(registry).RunAsync(order, default))
        .AddActivityFunc<AdvanceOrder, AdvanceOutcome>(
            nameof(AdvancePlatformActivity), (_, order) => new AdvancePlatformActivity(registry, registry, TimeProvider.System).RunAsync(order, default))
        .AddActivityFunc<PlatformId, CompilePlatformResult>(nameof(CompilePlatformActivity), async (_, id) =>
        {
            await registry.SaveGraphAsync(id, Samples.Graph, default);
            return new CompilePlatformResult(Samples.Graph, null);
        })
        .AddActivityFunc<PlatformId, ProvisioningFailure?>(nameof(LocatePlatformActivity), (_, id) => new LocatePlatformActivity(registry, cloud).RunAsync(id, default))
        .AddActivityFunc<PlatformId, ProvisioningFailure?>(nameof(LinkPlatformActivity), (_, id) => new LinkPlatformActivity(registry, link).RunAsync(id, default))
        .AddActivityFunc<TierCheckOrder, ProvisioningFailure?>(
            nameof(CheckTierActivity), (_, order) => new CheckTierActivity(registry, cloud, link).RunAsync(order, default))
        .AddActivityFunc<PlatformId, ProvisioningFailure?>(
            nameof(EnableSpawningActivity), (_, id) => new EnableSpawningActivity(registry, link).RunAsync(id, default))
        .AddActivityFunc<PlatformId, bool>(nameof(StartMonitorActivity), (_, id) => StartMonitorActivity.RunAsync(id, client(), default))
        .AddActivityFunc<PlatformId, string>(nameof(StopMonitorActivity), (_, id) => new StopMonitorActivity(registry, TimeProvider.System).RunAsync(id, client(), default))
        .AddActivityFunc<ReleaseOrder>(
            nameof(ReleasePlatformActivity), (_, order) => new ReleasePlatformActivity(registry, registry, TimeProvider.System).RunAsync(order, default))
        .AddActivityFunc<ReleaseOrder>(
            nameof(ReportLeftoverActivity), (_, order) => new ReportLeftoverActivity(registry, registry, TimeProvider.System).RunAsync(order, default));

    private static void AddRetire(DurableTaskRegistry tasks, MemoryRegistry registry, ScriptedCloud cloud, ScriptedLink link) => tasks
        .AddActivityFunc<string, ProvisioningProgress>(nameof(StopSitesActivity), (_, group) => new StopSitesActivity(cloud).RunAsync(group, default))
        .AddActivityFunc<PlatformId, bool>(nameof(DisableSpawningActivity), (_, id) => new DisableSpawningActivity(registry, link).RunAsync(id, default))
        .AddActivityFunc<PlatformId, DescendantPlan>(nameof(PlanDescendantsActivity), (_, id) => new PlanDescendantsActivity(registry, link).RunAsync(id, default))
        .AddActivityFunc<PlatformId>(nameof(EndDescendantActivity), (_, id) => new EndDescendantActivity(registry, registry, TimeProvider.System).RunAsync(id, default))
        .AddActivityFunc<KeepOrder>(nameof(KeepPlatformActivity), (_, order) => new KeepPlatformActivity(registry, registry, TimeProvider.System).RunAsync(order, default))
        .AddActivityFunc<ChildRetirement, ChildProgress>(nameof(RetireChildActivity), (_, child) => new RetireChildActivity(link).RunAsync(child, default));

    private static void AddHealing(DurableTaskRegistry tasks, MemoryRegistry registry, ScriptedCloud cloud, ScriptedLink link, LineageAnnouncer announcer)
    {
        SiblingCensus siblings = new(registry, link, Samples.Root, SweepOptions.Default, TimeProvider.System);
        PlatformObserver observer = new(cloud, link, new TierProbe(link), siblings, TimeProvider.System);
        ChildRecovery recovery = new(registry, registry, link, NullLogger<ChildRecovery>.Instance);
        CompilePlatformActivity compiler = new(registry, TemplateLibrary.Load([]), new DeploymentTarget("", "", "", new Dictionary<string, string>(StringComparer.Ordinal)), announcer);
        tasks
            .AddActivityFunc<MonitorState, MonitorLook>(
                nameof(LookActivity),
                (_, state) => new LookActivity(registry, observer, registry, recovery, compiler, announcer, SweepOptions.Default, NullLogger<LookActivity>.Instance).RunAsync(state, default))
            .AddActivityFunc<SiteTreatment, ProvisioningFailure?>(nameof(TreatSiteActivity), (_, order) => new TreatSiteActivity(registry, cloud).RunAsync(order, default))
            .AddActivityFunc<ReadStandingOrder, StandingResources>(
                nameof(ReadStandingActivity), (_, order) => new ReadStandingActivity(registry, cloud).RunAsync(order, default));
    }
}
