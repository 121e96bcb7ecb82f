using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Announce;
using PlatformDeployer.Orchestrations.Report;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Report;

public sealed class ReportTests
{
    private static readonly PlatformRecord Grandchild = Samples.Child(PlatformState.Active) with
    {
        Id = PlatformId.Parse("pgrand"), Path = PlatformPath.Parse("/root/acme/west"), ParentId = Samples.ChildId,
    };

    private readonly MemoryRegistry _registry = new();

    [Fact]
    public async Task Take_FromALivingChild_MergesItsSubtreeAndIsAHeartbeat()
    {
        _registry.Put(Samples.Child(PlatformState.Active));

        ReportOutcome outcome = await TakeAsync(Report(Grandchild));

        Assert.Equal(ReportOutcome.Taken, outcome);
        Assert.Equal(Grandchild.Path, _registry[Grandchild.Id].Path);
        Assert.NotNull(_registry[Samples.ChildId].Health.LastHeartbeatAt);
    }

    [Fact]
    public async Task Take_OvertakenReport_ChangesNothing()
    {
        _registry.Put(Samples.Child(PlatformState.Active));
        await TakeAsync(Report(Grandchild with { Revision = 5, State = PlatformState.Healing }));

        await TakeAsync(Report(Grandchild with { Revision = 4 }));

        Assert.Equal(PlatformState.Healing, _registry[Grandchild.Id].State);
    }

    [Fact]
    public async Task Take_FrontDoorShut_IsNoHeartbeat()
    {
        _registry.Put(Samples.Child(PlatformState.Active));

        ReportOutcome outcome = await TakeAsync(Report() with { Ready = false });

        Assert.Equal(ReportOutcome.TakenWithConcern, outcome);
        Assert.Null(_registry[Samples.ChildId].Health.LastHeartbeatAt);
    }

    [Fact]
    public async Task Take_FromAStranger_IsRefused()
    {
        Assert.Equal(ReportOutcome.UnknownChild, await TakeAsync(Report()));
        _registry.Put(Samples.Child(PlatformState.Retired));
        Assert.Equal(ReportOutcome.UnknownChild, await TakeAsync(Report()));
    }

    [Theory]
    [InlineData("/root")]
    [InlineData("/root/acme")]
    [InlineData("/root/other/west")]
    public async Task Take_PlatformNotBelowTheChild_IsRefusedWhole(string path)
    {
        _registry.Put(Samples.Child(PlatformState.Active));

        ReportOutcome outcome = await TakeAsync(Report(Grandchild, Grandchild with { Id = PlatformId.Parse("pother"), Path = PlatformPath.Parse(path) }));

        Assert.Equal(ReportOutcome.OutsideSubtree, outcome);
        Assert.Null(await _registry.FindAsync(Grandchild.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Take_ForgottenOutsideTheSubtree_IsKept()
    {
        _registry.Put(Samples.Child(PlatformState.Active));
        _registry.Put(Grandchild);
        PlatformRecord sibling = Samples.Child(PlatformState.Active) with { Id = PlatformId.Parse("psibling"), Path = PlatformPath.Parse("/root/sibling") };
        _registry.Put(sibling);

        await TakeAsync(Report() with { Forgotten = [Grandchild.Id, sibling.Id] });

        Assert.Null(await _registry.FindAsync(Grandchild.Id, CancellationToken.None));
        Assert.NotNull(await _registry.FindAsync(sibling.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Run_ParentIsGone_KeepsWhatItHadToTell()
    {
        MemoryOutbox outbox = new(120);
        ScriptedLink link = new() { ReportFailure = LinkFailure.Refused };
        using ParentReporter reporter = Reporter(outbox, link);

        await reporter.RunAsync(CancellationToken.None);
        Assert.Equal(120, outbox.Left);
        link.ReportFailure = null;
        await reporter.RunAsync(CancellationToken.None);

        Assert.Equal(0, outbox.Left);
        Assert.Equal(120, link.Reports.Sum(report => report.Platforms.Count));
        Assert.All(link.Reports, report => Assert.True(report.Ready));
    }

    [Fact]
    public async Task Run_ParentHasMoved_ReportsToWhereItIsNow()
    {
        ScriptedLink link = new();
        using ParentReporter reporter = Reporter(new MemoryOutbox(0), link);
        _registry.Put(Samples.Child(PlatformState.Active) with { Ancestors = [new Ancestor(Samples.Root.Id, Samples.Root.Path, "http://moved.test/")] });

        await reporter.RunAsync(CancellationToken.None);

        Assert.Equal("http://moved.test/", Assert.Single(link.ReportedTo).AbsoluteUri);
    }

    [Fact]
    public async Task Run_NothingToTell_StillSaysItLives()
    {
        ScriptedLink link = new() { ProbeFailure = LinkFailure.Timeout };
        using ParentReporter reporter = Reporter(new MemoryOutbox(0), link);

        await reporter.RunAsync(CancellationToken.None);

        Assert.False(Assert.Single(link.Reports).Ready);
    }

    private ParentReporter Reporter(IReportOutbox outbox, IPlatformLink link)
    {
        PlatformCharter charter = Samples.Root with
        {
            Id = Samples.ChildId, Path = PlatformPath.Parse("/root/acme"), Ancestors = [new Ancestor(Samples.Root.Id, Samples.Root.Path, "http://root.test/")],
        };
        return new ParentReporter(
            outbox, link, charter, new KnownAncestors(charter, _registry), new FixedEndpoint("http://child.test/"), TimeProvider.System, NullLogger<ParentReporter>.Instance);
    }

    private static PlatformReport Report(params PlatformRecord[] platforms) => new(Samples.ChildId, Samples.Noon, true, platforms, [], []);

    private Task<ReportOutcome> TakeAsync(PlatformReport report) =>
        new ReportIntake(_registry, _registry, Samples.Root, TimeProvider.System).TakeAsync(report, CancellationToken.None);

    private sealed class MemoryOutbox(int entries) : IReportOutbox
    {
        private readonly List<string> _entries = [.. Enumerable.Range(0, entries).Select(i => $"{i:d4}")];

        public int Left => _entries.Count;

        public Task<OutboxBatch> PeekAsync(int max, CancellationToken cancellationToken)
        {
            string[] taken = [.. _entries.Take(max)];
            return Task.FromResult(new OutboxBatch([.. taken.Select(_ => Grandchild)], [], [], taken.ToDictionary(entry => entry, entry => entry, StringComparer.Ordinal)));
        }

        public Task AcknowledgeAsync(OutboxBatch batch, CancellationToken cancellationToken)
        {
            _entries.RemoveAll(batch.Receipts.ContainsKey);
            return Task.CompletedTask;
        }
    }
}
