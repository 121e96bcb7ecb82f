using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class AdmissionTests
{
    private static readonly string[] Names = ["aaa", "bbb", "ccc", "ddd"];

    [Fact]
    public async Task Admit_NewChild_IsFoundAsItWas()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        PlatformRecord child = Platforms.Child("pone", "/root/acme") with
        {
            Labels = new Dictionary<string, string> { ["team"] = "ä/b" },
            Configuration = new(new Dictionary<string, ConfigurationValue> { ["sku"] = new(JsonNode.Parse("""{"a":[1,null]}"""), "request") }),
            Limits = new(Depth: new(3, PlatformPath.Parse("/root")), Descendants: new(5, PlatformPath.Parse("/root/acme"))),
            Tiers = [new TierView(0, "core", "all", ["site"])],
            Resources = [new ResourceEntry("site", "/subscriptions/x", "Microsoft.Web/sites", 0)],
            Health = new() { Incidents = [new Incident("SiteStopped", "It stopped.", null, DateTimeOffset.UnixEpoch, null, ["StartSite"])] },
        };

        Assert.IsType<AdmissionOutcome.Admitted>(await root.AdmitAsync(child));

        PlatformRecord? found = await root.FindAsync("pone");
        Assert.Equal(JsonSerializer.Serialize(child with { Etag = "1" }), JsonSerializer.Serialize(found));
        Assert.Equal(new LineageUsage(1, 6), await root.UsageAsync());
    }

    [Fact]
    public async Task Admit_NameThatASiblingHolds_NamesTheHolder()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"));

        AdmissionOutcome outcome = await root.AdmitAsync(Platforms.Child("ptwo", "/root/acme"));

        Assert.Equal(new AdmissionOutcome.NameTaken(PlatformId.Parse("pone")), outcome);
        Assert.Null(await root.FindAsync("ptwo"));
    }

    [Fact]
    public async Task Admit_SameKey_IsOnePlatformOrNone()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"), key: "a/key#with?odd\\signs", body: "b1");

        Assert.Equal(new AdmissionOutcome.Repeated(PlatformId.Parse("pone"), "spawn-pone"), await root.AdmitAsync(Platforms.Child("ptwo", "/root/acme"), "a/key#with?odd\\signs", "b1"));
        Assert.Equal(new AdmissionOutcome.KeyReused(), await root.AdmitAsync(Platforms.Child("pthree", "/root/other"), "a/key#with?odd\\signs", "b2"));
        Assert.Equal(1, (await root.UsageAsync()).Children);
    }

    [Fact]
    public async Task Admit_LimitExhausted_LeavesNothingBehind()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.AdmitAsync(Platforms.Child("pone", "/root/acme"), childrenMax: 1);

        Assert.IsType<AdmissionOutcome.LimitExceeded>(await root.AdmitAsync(Platforms.Child("ptwo", "/root/more"), key: "k", childrenMax: 1));

        Assert.DoesNotContain(await root.RowKeysAsync(), key => key.Contains("ptwo", StringComparison.Ordinal) || key.Contains("more", StringComparison.Ordinal) || key.StartsWith("request", StringComparison.Ordinal));
        Assert.IsType<AdmissionOutcome.Admitted>(await root.AdmitAsync(Platforms.Child("pthree", "/root/more"), key: "k", childrenMax: 2));
    }

    [Fact]
    public async Task Admit_WhoseAnswerWasLost_CountsOnce()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        PlatformRecord child = Platforms.Child("pone", "/root/acme");
        await root.AdmitAsync(child, "key");

        Assert.IsType<AdmissionOutcome.Admitted>(await root.AdmitAsync(child, "key"));

        Assert.Equal(1, (await root.UsageAsync()).Children);
    }

    [Fact]
    public async Task Admit_SomebodyElsesChildOrNotAccepted_IsADefect()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        Admission foreign = new(Platforms.Child("pone", "/root/aaa/bbb", PlatformId.Parse("pother")), null, "");
        Admission active = new(Platforms.Child("pone", "/root/acme", state: PlatformState.Active), null, "");

        await Assert.ThrowsAsync<ArgumentException>(() => root.Registry.AdmitAsync(foreign, _ => null, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => root.Registry.AdmitAsync(active, _ => null, CancellationToken.None));
    }

    [Fact]
    public async Task Admit_TwoProcessesAtALimit_FillItExactly()
    {
        const int ChildrenMax = 20;
        await using TestAccount account = TestAccount.Open();
        using var first = new TestRegistry(account);
        using var second = new TestRegistry(account);

        AdmissionOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(
            () => (number % 2 == 0 ? first : second).AdmitAsync(Platforms.Child($"p{number:D3}", $"/root/n{number:D3}"), childrenMax: ChildrenMax))));

        Assert.Equal((ChildrenMax, 40), (outcomes.OfType<AdmissionOutcome.Admitted>().Count(), outcomes.OfType<AdmissionOutcome.LimitExceeded>().Count()));
        Assert.Equal(ChildrenMax, (await first.UsageAsync()).Children);
    }

    [Fact]
    public void Admit_ManyAtOnceFromTwoProcesses_NeverBreaksARule()
    {
        // Each request: which process, which name, which key (0: none), which body.
        Gen<(int Process, int Name, int Key, int Body)[]> requests = Gen.Choose(0, 1)
            .SelectMany(process => Gen.Choose(0, Names.Length - 1).SelectMany(name => Gen.Choose(0, 2).SelectMany(key => Gen.Choose(0, 1).Select(body => (process, name, key, body)))))
            .ArrayOf().Resize(12);
        Prop.ForAll(Arb.From(requests), batch => ConcurrentlyAsync(batch).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    private static async Task<bool> ConcurrentlyAsync((int Process, int Name, int Key, int Body)[] requests)
    {
        const int ChildrenMax = 3;
        await using TestAccount account = TestAccount.Open();
        using var first = new TestRegistry(account);
        using var second = new TestRegistry(account);
        TestRegistry[] processes = [first, second];
        AdmissionOutcome[] outcomes = await Task.WhenAll(requests.Select((request, number) => Task.Run(() => processes[request.Process].AdmitAsync(
            Platforms.Child($"p{number:D3}", "/root/" + Names[request.Name]), request.Key == 0 ? null : $"key{request.Key}", $"{request.Name}{request.Body}", ChildrenMax))));

        AdmissionOutcome.Admitted[] admitted = [.. outcomes.OfType<AdmissionOutcome.Admitted>()];
        Assert.True(admitted.Length <= ChildrenMax);
        Assert.Equal(admitted.Length, (await first.UsageAsync()).Children);
        Assert.Equal(admitted.Length, admitted.Select(child => child.Platform.Name).Distinct().Count());
        int[] keys = [.. requests.Zip(outcomes).Where(pair => pair.Second is AdmissionOutcome.Admitted && pair.First.Key != 0).Select(pair => pair.First.Key)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        foreach (((int _, int name, int key, int body), AdmissionOutcome outcome) in requests.Zip(outcomes))
        {
            if (outcome is not AdmissionOutcome.Repeated repeated) continue;
            (int, int, int, int) original = requests[int.Parse(repeated.PlatformId.Value[1..], System.Globalization.CultureInfo.InvariantCulture)];
            Assert.Equal((name, key, body), (original.Item2, original.Item3, original.Item4));
        }

        RegistryPage all = await first.Registry.QueryAsync(new PlatformQuery(), CancellationToken.None);
        Assert.Equal(admitted.Select(child => child.Platform.Id.Value).Order(StringComparer.Ordinal), all.Platforms.Select(platform => platform.Id.Value));
        return true;
    }
}
