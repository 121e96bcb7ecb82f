using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class TableRequestKeysTests
{
    private static readonly PlatformId Below = PlatformId.Parse("pbelow");

    [Fact]
    public async Task Hold_ManyAtOnce_IsNewForOneAndRepeatedForTheRest()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        RequestHold[] holds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => HoldAsync(root, "body"))));
        Assert.Single(holds, hold => hold == RequestHold.New);
        Assert.Equal(7, holds.Count(hold => hold == RequestHold.Repeated));
        Assert.Equal(RequestHold.Reused, await HoldAsync(root, "other"));
    }

    [Fact]
    public async Task Hold_AndAdmit_ShareTheirKeys()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await HoldAsync(root, "body");
        Assert.IsType<AdmissionOutcome.KeyReused>(await root.AdmitAsync(Platforms.Child("pone", "/root/one", root.Owner), "k1", "other"));
        Assert.IsType<AdmissionOutcome.Admitted>(await root.AdmitAsync(Platforms.Child("pone", "/root/one", root.Owner), "k2", "body"));
        Assert.Equal(RequestHold.Reused, await root.Keys.HoldAsync("k2", "other", Below, CancellationToken.None));
    }

    [Fact]
    public async Task Release_Held_IsNewAgain()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await HoldAsync(root, "body");
        await root.Keys.ReleaseAsync("k1", CancellationToken.None);
        Assert.Equal(RequestHold.New, await HoldAsync(root, "other"));
    }

    [Fact]
    public async Task Forget_HeldBefore_GoesAndKeysOfChildrenStay()
    {
        await using TestAccount account = TestAccount.Open();
        var time = new ManualTime();
        using var root = new TestRegistry(account, time: time);
        await root.AdmitAsync(Platforms.Child("pone", "/root/one", root.Owner), "k2", "body");
        await HoldAsync(root, "body");
        DateTimeOffset held = time.GetUtcNow();

        await root.Keys.ForgetAsync(held, CancellationToken.None);
        Assert.Equal(RequestHold.Repeated, await HoldAsync(root, "body"));
        await root.Keys.ForgetAsync(held.AddSeconds(1), CancellationToken.None);
        Assert.Equal(RequestHold.New, await HoldAsync(root, "other"));
        Assert.IsType<AdmissionOutcome.Repeated>(await root.AdmitAsync(Platforms.Child("ptwo", "/root/two", root.Owner), "k2", "body"));
    }

    private static Task<RequestHold> HoldAsync(TestRegistry registry, string body) => registry.Keys.HoldAsync("k1", body, Below, CancellationToken.None);
}
