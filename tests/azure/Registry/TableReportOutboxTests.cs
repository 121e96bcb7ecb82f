using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class TableReportOutboxTests
{
    private static readonly PlatformCharter Middle = Platforms.Charter(PlatformId.Parse("pmid"), "/root/mid");

    [Fact]
    public async Task Peek_ChangesOfAChild_AreOneEntryWithTheLatest()
    {
        await using TestAccount account = TestAccount.Open();
        using var middle = new TestRegistry(account, Middle);
        await middle.AdmitAsync(Platforms.Child("pone", "/root/mid/one"));
        await middle.MoveAsync("pone", PlatformState.Validating);
        await middle.MoveAsync("pone", PlatformState.Provisioning);
        await middle.Events.AppendAsync(Event("e1"), CancellationToken.None);

        OutboxBatch batch = await PeekAsync(middle);

        Assert.Equal((PlatformState.Provisioning, 3), (batch.Platforms.Single().State, batch.Platforms.Single().Revision));
        Assert.Equal("e1", batch.Events.Single().Id);
        Assert.Equal(2, batch.Receipts.Count);
        Assert.Equal((4, 1), (middle.Signal.Raised, middle.Signal.Lowered));
    }

    [Fact]
    public async Task Peek_WhatConcernsNobodyAbove_IsNotThere()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/one"));
        await root.Events.AppendAsync(Event("e1"), CancellationToken.None);
        using var middle = new TestRegistry(account, Middle);
        await middle.Registry.MergeAsync(Platforms.Child("pmid", "/root/mid", Platforms.RootId), CancellationToken.None);
        await middle.Events.AppendAsync(Event("e1") with { PlatformId = Middle.Id }, CancellationToken.None);

        Assert.Empty((await PeekAsync(root)).Receipts);
        Assert.Empty((await PeekAsync(middle)).Receipts);
        Assert.Equal((0, 0), (root.Signal.Raised, middle.Signal.Raised));
    }

    [Fact]
    public async Task Acknowledge_RemovesWhatWasTold_AndKeepsWhatChangedSince()
    {
        await using TestAccount account = TestAccount.Open();
        using var middle = new TestRegistry(account, Middle);
        await middle.AdmitAsync(Platforms.Child("pone", "/root/mid/one"));
        await middle.AdmitAsync(Platforms.Child("ptwo", "/root/mid/two"));
        OutboxBatch batch = await PeekAsync(middle);
        await middle.MoveAsync("ptwo", PlatformState.Validating);

        await middle.Outbox.AcknowledgeAsync(batch, CancellationToken.None);
        OutboxBatch rest = await PeekAsync(middle);
        await middle.Outbox.AcknowledgeAsync(batch, CancellationToken.None);

        Assert.Equal(PlatformState.Validating, rest.Platforms.Single().State);
        await middle.Outbox.AcknowledgeAsync(rest, CancellationToken.None);
        Assert.Empty((await PeekAsync(middle)).Receipts);
    }

    [Fact]
    public async Task Peek_ForgottenPlatform_IsToldAsForgotten()
    {
        await using TestAccount account = TestAccount.Open();
        using var middle = new TestRegistry(account, Middle);
        await middle.AdmitAsync(Platforms.Child("pone", "/root/mid/one"));
        await middle.Registry.ForgetAsync(PlatformId.Parse("pone"), CancellationToken.None);

        OutboxBatch batch = await PeekAsync(middle);

        Assert.Equal(("pone", 0), (batch.Forgotten.Single().Value, batch.Platforms.Count));
        await middle.Outbox.AcknowledgeAsync(batch, CancellationToken.None);
        Assert.Equal(["usage"], await middle.RowKeysAsync());
    }

    [Fact]
    public async Task Peek_BusyPlatforms_DoNotKeepTheOthersWaiting()
    {
        await using TestAccount account = TestAccount.Open();
        using var middle = new TestRegistry(account, Middle);
        for (int number = 0; number < 10; number++) await MergeAsync(middle, number, 1);

        HashSet<string> told = [];
        for (int round = 2; round < 8; round++)
        {
            OutboxBatch batch = await PeekAsync(middle, 4);
            Assert.True(batch.Receipts.Count <= 4);
            told.UnionWith(batch.Platforms.Select(platform => platform.Id.Value));
            await middle.Outbox.AcknowledgeAsync(batch, CancellationToken.None);
            for (int number = 0; number < 4; number++) await MergeAsync(middle, number, round);
        }

        Assert.Equal(10, told.Count);
    }

    [Fact]
    public async Task Peek_ManyLargeRecords_FitIntoARequest()
    {
        await using TestAccount account = TestAccount.Open();
        using var middle = new TestRegistry(account, Middle);
        for (int number = 0; number < 30; number++) await MergeAsync(middle, number, 1, resources: 100);
        for (int number = 0; number < 30; number++) await middle.Events.AppendAsync(Event($"e{number}"), CancellationToken.None);

        HashSet<string> told = [];
        int events = 0;
        for (int rounds = 0; ; rounds++)
        {
            OutboxBatch batch = await PeekAsync(middle, 1000);
            if (batch.Receipts.Count == 0) break;
            Assert.InRange(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(batch.Platforms).Length, 0, 200 * 1024);
            Assert.True(rounds < 30);
            told.UnionWith(batch.Platforms.Select(platform => platform.Id.Value));
            events += batch.Events.Count;
            await middle.Outbox.AcknowledgeAsync(batch, CancellationToken.None);
        }

        Assert.Equal((30, 30), (told.Count, events));
    }

    private static Task<OutboxBatch> PeekAsync(TestRegistry registry, int max = 100) => registry.Outbox.PeekAsync(max, CancellationToken.None);

    private static Task<bool> MergeAsync(TestRegistry registry, int number, long revision, int resources = 0) => registry.Registry.MergeAsync(
        Platforms.Child($"p{number:D2}", $"/root/mid/n{number:D2}", Middle.Id, PlatformState.Active, revision) with
        {
            Resources = [.. Enumerable.Range(0, resources).Select(index => new ResourceEntry($"r{index}", $"/subscriptions/x/resourceGroups/y/{index}", "Microsoft.Storage/storageAccounts", 0))],
        },
        CancellationToken.None);

    private static PlatformEvent Event(string id) => new(id, PlatformId.Parse("pone"), DateTimeOffset.UnixEpoch, "platform.active", "It works.");
}
