using System.Globalization;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Sweep;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Heal;

public sealed class SiblingCensusTests
{
    private readonly MemoryRegistry _registry = new();
    private readonly ScriptedLink _link = new();
    private int _asked;

    [Fact]
    public async Task Count_SilentButAnswering_AreNotSick()
    {
        PlatformRecord sick = Add(1, silent: true);
        for (int number = 2; number <= 4; number++) Add(number, silent: true);
        Answer(_ => true);

        Assert.Equal(new SiblingView(4, 1, true), await CountAsync(sick));
    }

    [Fact]
    public async Task Count_SilentAndMute_AreSickAndTheFirstIsTold()
    {
        PlatformRecord[] children = [.. Enumerable.Range(1, 4).Select(number => Add(number, silent: true))];

        Assert.Equal(new SiblingView(4, 4, true), await CountAsync(children[0]));
        Assert.Equal(new SiblingView(4, 4, false), await CountAsync(children[1]));
    }

    [Fact]
    public async Task Count_FirstWasGivenUp_TheNextIsFirst()
    {
        PlatformRecord[] children = [.. Enumerable.Range(1, 4).Select(number => Add(number, silent: true))];
        _registry.Put(children[0] with { State = PlatformState.Degraded, Health = Unhealthy("SiteHung") });

        Assert.Equal(new SiblingView(4, 4, true), await CountAsync(children[1]));
    }

    [Fact]
    public async Task Count_UnhealthyForSilenceAlone_IsAskedLikeTheSilent()
    {
        PlatformRecord sick = Add(1, silent: true);
        for (int number = 2; number <= 4; number++) _registry.Put(Add(number, silent: true) with { Health = Unhealthy("NotReporting") });
        Answer(_ => true);

        Assert.Equal(1, (await CountAsync(sick)).Sick);
    }

    [Fact]
    public async Task Count_AnotherAnswersAtTheAddress_IsSick()
    {
        PlatformRecord[] children = [.. Enumerable.Range(1, 4).Select(number => Add(number, silent: true))];
        _link.Readiness = _ => new ReadinessView("ok", "pelse", "/root/else", new Dictionary<string, string>(StringComparer.Ordinal));

        Assert.Equal(4, (await CountAsync(children[0])).Sick);
    }

    [Fact]
    public async Task Count_TooFewToMatter_AsksNobody()
    {
        PlatformRecord sick = Add(1, silent: true);
        Add(2, silent: true);
        Answer(_ => true);

        Assert.True(RemediationLimit.Allows(2, (await CountAsync(sick)).Sick));
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task Count_FallenMuteInTheSameMoment_AreSickThoughTheyWereHeardLately()
    {
        PlatformRecord[] children = [.. Enumerable.Range(1, 4).Select(number => Add(number, silent: false))];
        Answer(_ => false);

        Assert.Equal(new SiblingView(4, 4, true), await CountAsync(children[0]));
    }

    [Fact]
    public async Task Count_HundredsSilent_AsksSomeForAll()
    {
        PlatformRecord sick = Add(1, silent: true);
        for (int number = 2; number <= 321; number++) Add(number, silent: true);
        Answer(number => number % 2 == 0);

        Assert.Equal(new SiblingView(321, 161, true), await CountAsync(sick));
        Assert.Equal(32, _asked);
    }

    private Task<SiblingView> CountAsync(PlatformRecord sick) =>
        new SiblingCensus(_registry, _link, Samples.Root, SweepOptions.Default, TimeProvider.System).CountAsync(sick, CancellationToken.None);

    private void Answer(Func<int, bool> answers) => _link.Readiness = endpoint =>
    {
        Interlocked.Increment(ref _asked);
        string id = endpoint.Host.Split('.')[0];
        return answers(int.Parse(id[1..], CultureInfo.InvariantCulture))
            ? new ReadinessView("ok", id, "/root/" + id, new Dictionary<string, string>(StringComparer.Ordinal))
            : throw new PlatformLinkException(LinkFailure.Refused, "Nobody listens.");
    };

    private static PlatformHealth Unhealthy(string fault) =>
        new() { Status = HealthStatus.Unhealthy, Incidents = [new Incident(fault, "It is sick.", null, Samples.Noon, null, [])] };

    private PlatformRecord Add(int number, bool silent)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"p{number:D4}");
        DateTimeOffset heard = TimeProvider.System.GetUtcNow() - (silent ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        PlatformRecord child = Samples.Child(PlatformState.Active) with
        {
            Id = PlatformId.Parse(id),
            Path = PlatformPath.Parse("/root/" + id),
            Endpoint = $"http://{id}.test/",
            Health = new PlatformHealth { Status = HealthStatus.Healthy, LastHeartbeatAt = heard },
        };
        _registry.Put(child);
        return child;
    }
}
