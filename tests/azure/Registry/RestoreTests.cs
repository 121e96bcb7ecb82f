using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class RestoreTests
{
    private static readonly PlatformCharter Owner = Platforms.Charter(PlatformId.Parse("pown"), "/root/own");

    private static readonly PlatformRecord Child =
        Platforms.Child("pone", "/root/own/one", Owner.Id, PlatformState.Active, revision: 7) with { Limits = new(Descendants: new(5, PlatformPath.Parse("/root/own/one"))) };

    [Fact]
    public async Task Restore_Child_HoldsItsNameAndItsShareAgain()
    {
        await using TestAccount account = TestAccount.Open();
        using var own = new TestRegistry(account, Owner);

        Assert.True(await RestoreAsync(own, Child));

        Assert.Equal((PlatformState.Active, 7), ((await own.FindAsync("pone"))!.State, (await own.FindAsync("pone"))!.Revision));
        Assert.Equal(new AdmissionOutcome.NameTaken(Child.Id), await own.AdmitAsync(Platforms.Child("ptwo", "/root/own/one")));
        Assert.Equal(new LineageUsage(1, 6), await own.UsageAsync());
    }

    [Fact]
    public async Task Restore_Again_CountsOnceAndKeepsWhatIsThere()
    {
        await using TestAccount account = TestAccount.Open();
        using var own = new TestRegistry(account, Owner);
        await RestoreAsync(own, Child);
        await own.MoveAsync("pone", PlatformState.Degraded);

        Assert.False(await RestoreAsync(own, Child));

        Assert.Equal(PlatformState.Degraded, (await own.FindAsync("pone"))!.State);
        Assert.Equal(new LineageUsage(1, 6), await own.UsageAsync());
    }

    [Fact]
    public async Task Restore_Grandchild_TakesNoShare()
    {
        await using TestAccount account = TestAccount.Open();
        using var own = new TestRegistry(account, Owner);

        Assert.True(await RestoreAsync(own, Platforms.Child("pgrand", "/root/own/one/grand", Child.Id, PlatformState.Active)));

        Assert.NotNull(await own.FindAsync("pgrand"));
        Assert.Equal(LineageUsage.None, await own.UsageAsync());
    }

    [Fact]
    public async Task Restore_NameIsTaken_LeavesTheHolder()
    {
        await using TestAccount account = TestAccount.Open();
        using var own = new TestRegistry(account, Owner);
        await own.AdmitAsync(Platforms.Child("ptwo", "/root/own/one"));

        Assert.False(await RestoreAsync(own, Child));

        Assert.Null(await own.FindAsync("pone"));
    }

    [Fact]
    public async Task Restore_IsNotToldToTheParentItComesFrom()
    {
        await using TestAccount account = TestAccount.Open();
        using var own = new TestRegistry(account, Owner);
        await RestoreAsync(own, Child);

        OutboxBatch batch = await own.Outbox.PeekAsync(10, CancellationToken.None);

        Assert.Empty(batch.Receipts);
    }

    [Fact]
    public async Task Restore_WhatHasEnded_Throws()
    {
        await using TestAccount account = TestAccount.Open();
        using var own = new TestRegistry(account, Owner);

        await Assert.ThrowsAsync<ArgumentException>(() => RestoreAsync(own, Child with { State = PlatformState.Retired }));
    }

    [Fact]
    public async Task Release_WhatWasRestored_GivesNameAndShareBack()
    {
        await using TestAccount account = TestAccount.Open();
        using var own = new TestRegistry(account, Owner);
        await RestoreAsync(own, Child with { State = PlatformState.Retiring });

        await own.Registry.ReleaseAsync(Child.Id, child => child with { State = PlatformState.Retired }, CancellationToken.None);

        Assert.Equal(LineageUsage.None, await own.UsageAsync());
    }

    private static Task<bool> RestoreAsync(TestRegistry registry, PlatformRecord platform) => registry.Registry.RestoreAsync(platform, CancellationToken.None);
}
