using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class TableRegistryTests
{
    [Fact]
    public async Task Update_EveryPairOfStates_FollowsTheTable()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        int number = 0;
        foreach (PlatformState from in Enum.GetValues<PlatformState>())
        {
            foreach (PlatformState to in Enum.GetValues<PlatformState>())
            {
                string id = $"p{number++:D4}";
                await root.Registry.MergeAsync(Platforms.Child(id, "/root/" + id, state: from), CancellationToken.None);
                if (PlatformTransitions.IsLegal(from, to))
                {
                    Assert.Equal(to, (await root.MoveAsync(id, to)).State);
                    continue;
                }

                InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => root.MoveAsync(id, to));
                Assert.Contains($"from {from} to {to}", refused.Message, StringComparison.Ordinal);
                Assert.Equal(from, (await root.FindAsync(id))!.State);
            }
        }
    }

    [Fact]
    public async Task Update_Changes_RaiseRevisionAndTime()
    {
        await using TestAccount account = TestAccount.Open();
        var time = new ManualTime();
        using var root = new TestRegistry(account, time: time);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"));

        PlatformRecord changed = await root.MoveAsync("pone", PlatformState.Validating);

        Assert.Equal((2, "2", time.GetUtcNow()), (changed.Revision, changed.Etag, changed.UpdatedAt));
        Assert.Equal(2, (await root.FindAsync("pone"))!.Revision);
    }

    [Fact]
    public async Task Update_NothingToDo_WritesNothing()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"));

        PlatformRecord same = await root.Registry.UpdateAsync(PlatformId.Parse("pone"), _ => null, CancellationToken.None);

        Assert.Equal(1, same.Revision);
    }

    [Fact]
    public async Task Update_NoSuchPlatform_SaysSo()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);

        await Assert.ThrowsAsync<PlatformNotFoundException>(() => root.MoveAsync("pnone", PlatformState.Active));
    }

    [Fact]
    public async Task Update_ManyAtOnce_LosesNone()
    {
        await using TestAccount account = TestAccount.Open();
        using var first = new TestRegistry(account);
        using var second = new TestRegistry(account);
        await first.AdmitAsync(Platforms.Child("pone", "/root/acme"));

        await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() => (number % 2 == 0 ? first : second).Registry.UpdateAsync(
            PlatformId.Parse("pone"),
            platform => platform with { Labels = new Dictionary<string, string>(platform.Labels) { [$"l{number}"] = "x" } },
            CancellationToken.None))));

        PlatformRecord changed = (await first.FindAsync("pone"))!;
        Assert.Equal((24, 25), (changed.Labels.Count, changed.Revision));
    }

    [Fact]
    public async Task Update_ToAnotherPlatform_IsADefect()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => root.Registry.UpdateAsync(
            PlatformId.Parse("pone"), platform => platform with { Path = PlatformPath.Parse("/root/other") }, CancellationToken.None));
    }

    [Fact]
    public async Task Touch_IsNotedAndNotTold()
    {
        await using TestAccount account = TestAccount.Open();
        using var middle = new TestRegistry(account, Platforms.Charter(PlatformId.Parse("pmid"), "/root/mid"));
        await middle.AdmitAsync(Platforms.Child("pone", "/root/mid/one"));
        await middle.Outbox.AcknowledgeAsync(await middle.Outbox.PeekAsync(10, CancellationToken.None), CancellationToken.None);
        DateTimeOffset heard = DateTimeOffset.UnixEpoch.AddDays(1);

        PlatformRecord touched = await middle.Registry.TouchAsync(
            PlatformId.Parse("pone"), platform => platform with { Health = platform.Health with { LastHeartbeatAt = heard } }, CancellationToken.None);

        Assert.Equal((1, heard), (touched.Revision, (await middle.FindAsync("pone"))!.Health.LastHeartbeatAt));
        Assert.Empty((await middle.Outbox.PeekAsync(10, CancellationToken.None)).Receipts);
        await Assert.ThrowsAsync<InvalidOperationException>(() => middle.Registry.TouchAsync(
            PlatformId.Parse("pone"), platform => TestRegistry.Change(platform, PlatformState.Validating), CancellationToken.None));
    }

    [Fact]
    public async Task Release_GivesNameAndShareBack_Once()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"));
        await root.AdmitAsync(Platforms.Child("pkept", "/root/kept"));

        await ReleaseAsync(root, "pone");
        await ReleaseAsync(root, "pone");

        Assert.Equal((PlatformState.Failed, 2), ((await root.FindAsync("pone"))!.State, (await root.FindAsync("pone"))!.Revision));
        Assert.Equal(1, (await root.UsageAsync()).Children);
        Assert.IsType<AdmissionOutcome.Admitted>(await root.AdmitAsync(Platforms.Child("pnext", "/root/acme")));

        await ReleaseAsync(root, "pone");

        Assert.Equal(2, (await root.UsageAsync()).Children);
        Assert.Equal(new AdmissionOutcome.NameTaken(PlatformId.Parse("pnext")), await root.AdmitAsync(Platforms.Child("plast", "/root/acme")));
    }

    [Fact]
    public async Task Release_ManyAtOnce_GivesBackOnce()
    {
        await using TestAccount account = TestAccount.Open();
        using var first = new TestRegistry(account);
        using var second = new TestRegistry(account);
        for (int child = 0; child < 4; child++) await first.AdmitAsync(Platforms.Child($"p00{child}", $"/root/c00{child}"));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => ReleaseAsync(number % 2 == 0 ? first : second, $"p00{number % 3}"))));

        Assert.Equal(1, (await first.UsageAsync()).Children);
    }

    [Fact]
    public async Task Release_IllegalEnd_ChangesNothing()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => root.Registry.ReleaseAsync(PlatformId.Parse("pone"), platform => TestRegistry.Change(platform, PlatformState.Retired), CancellationToken.None));

        Assert.Equal(1, (await root.UsageAsync()).Children);
    }

    [Fact]
    public async Task Forget_LeavesNoRowBehind()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"), key: "key");
        await root.Registry.SaveGraphAsync(PlatformId.Parse("pone"), Graph(3), CancellationToken.None);

        await root.Registry.ForgetAsync(PlatformId.Parse("pone"), CancellationToken.None);
        await root.Registry.ForgetAsync(PlatformId.Parse("pone"), CancellationToken.None);

        Assert.Equal(["usage"], await root.RowKeysAsync());
        Assert.Equal(0, (await root.UsageAsync()).Children);
        Assert.IsType<AdmissionOutcome.Admitted>(await root.AdmitAsync(Platforms.Child("ptwo", "/root/acme"), key: "key", body: "other"));
    }

    [Fact]
    public async Task Merge_OnlyNewerRevisions_Win()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);

        Assert.True(await MergeAsync(root, PlatformState.Active, 5));
        Assert.False(await MergeAsync(root, PlatformState.Healing, 5));
        Assert.False(await MergeAsync(root, PlatformState.Healing, 4));
        Assert.Equal(PlatformState.Active, (await root.FindAsync("pdeep"))!.State);
        Assert.True(await MergeAsync(root, PlatformState.Retired, 9));
        Assert.Equal((PlatformState.Retired, 9), ((await root.FindAsync("pdeep"))!.State, (await root.FindAsync("pdeep"))!.Revision));
    }

    [Fact]
    public async Task SaveGraph_LargeGraph_ComesBackWhole()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        ResourceGraph graph = Graph(400);

        await root.Registry.SaveGraphAsync(PlatformId.Parse("pone"), graph, CancellationToken.None);

        ResourceGraph found = (await root.Registry.FindGraphAsync(PlatformId.Parse("pone"), CancellationToken.None))!;
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(graph), System.Text.Json.JsonSerializer.Serialize(found));
        Assert.Null(await root.Registry.FindGraphAsync(PlatformId.Parse("ptwo"), CancellationToken.None));
    }

    [Fact]
    public async Task SaveGraph_LargerThanARow_IsRefusedByName()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => root.Registry.SaveGraphAsync(PlatformId.Parse("pone"), Graph(4000), CancellationToken.None));

        Assert.Contains("graph!pone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_CrashAfterAcknowledgement_KeepsWhatItAcknowledged()
    {
        await using TestAccount account = TestAccount.Open();
        using (var before = new TestRegistry(account))
        {
            await before.AdmitAsync(Platforms.Child("pone", "/root/acme"));
            await before.MoveAsync("pone", PlatformState.Validating);
        }

        account.CrashAndReopen();

        using var after = new TestRegistry(account);
        Assert.Equal(PlatformState.Validating, (await after.FindAsync("pone"))!.State);
        Assert.Equal(1, (await after.UsageAsync()).Children);
    }

    private static Task ReleaseAsync(TestRegistry registry, string id) =>
        registry.Registry.ReleaseAsync(PlatformId.Parse(id), platform => TestRegistry.Change(platform, PlatformState.Failed), CancellationToken.None);

    private static Task<bool> MergeAsync(TestRegistry registry, PlatformState state, long revision) => registry.Registry.MergeAsync(
        Platforms.Child("pdeep", "/root/acme/deep", PlatformId.Parse("pone"), state, revision), CancellationToken.None);

    /// <summary>A graph whose nodes do not compress well.</summary>
    private static ResourceGraph Graph(int nodes)
    {
        var random = new Random(1);
        return new ResourceGraph("sub", "rg", "westeurope", "basic@1.0.0", new Dictionary<string, string> { ["platform-id"] = "pone" }, [.. Enumerable.Range(0, nodes).Select(Node)], []);

        ResourceNode Node(int number)
        {
            byte[] noise = new byte[500];
            random.NextBytes(noise);
            return new ResourceNode(
                $"n{number}", 0, ResourceStage.Provision, "Microsoft.Storage/storageAccounts", "2023-01-01", "", $"n{number}", "westeurope",
                new() { ["noise"] = Convert.ToBase64String(noise) }, [], [], ResourceRole.Resource);
        }
    }
}
