using System.Text.Json;
using PlatformDeployer.Domain.Healing;

namespace PlatformDeployer.Domain.Tests.Healing;

public sealed class PlatformHealerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public static TheoryData<string, string> Ladders => new()
    {
        { nameof(Observations.Stopped), "StartSite StartSite RestartSite RestartSite RedeployTier RedeployTier Quarantine Quarantine" },
        { nameof(Observations.Hung), "Retry RestartSite RestartSite RedeployTier RedeployTier Quarantine Quarantine" },
        { nameof(Observations.Unreachable), "Retry Retry RestartSite RestartSite RedeployTier RedeployTier Quarantine Quarantine" },
        { nameof(Observations.Unhealthy), "Retry Retry Retry RestartSite RestartSite RedeployTier RedeployTier Quarantine" },
        { "deep", "Retry Retry Retry RedeployTier RedeployTier Quarantine" },
        { "missing", "RecreateResources RecreateResources RecreateResources Quarantine" },
        { "site", "RecreateResources RecreateResources RecreateResources Quarantine" },
        { "group", "RecreateResources RecreateResources RecreateResources Quarantine" },
    };

    [Theory]
    [MemberData(nameof(Ladders))]
    public void Decide_FaultThatStays_ClimbsItsLadderToQuarantine(string name, string rungs)
    {
        Observation observation = Named(name);
        HealingMemory memory = HealingMemory.Empty;
        List<RemedyKind> done = [];
        for (int look = 0; look < rungs.Split(' ').Length; look++)
        {
            HealingDecision decision = PlatformHealer.Decide(observation with { At = Observations.Noon + (Long * look) }, Observations.Graph, memory, HealingPolicy.Default);
            done.Add(decision.Remedy.Kind);
            memory = decision.Memory;
        }

        Assert.Equal(rungs.Split(' ').Select(Enum.Parse<RemedyKind>), done);
    }

    [Fact]
    public void Decide_Well_DoesNothing()
    {
        HealingDecision decision = PlatformHealer.Decide(Observations.Well, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default);

        Assert.True(decision.Diagnosis.IsWell);
        Assert.Equal(RemedyKind.None, decision.Remedy.Kind);
        Assert.Empty(decision.Memory.Faults);
    }

    [Fact]
    public void Decide_ObserverSuspect_TouchesNeitherPlatformNorMemory()
    {
        HealingMemory memory = PlatformHealer.Decide(Observations.Stopped, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Memory;

        HealingDecision decision = PlatformHealer.Decide(Observations.Stopped with { Observer = ObserverCheck.Failed, At = Observations.Noon + Long }, Observations.Graph, memory, HealingPolicy.Default);

        Assert.Equal(RemedyKind.None, decision.Remedy.Kind);
        Assert.Equal(memory with { SuspectedSince = Observations.Noon + Long }, decision.Memory);
    }

    [Fact]
    public void Decide_TooManySickForLong_HealsTheFirstOfThem()
    {
        Observation first = Observations.Stopped with { Observer = ObserverCheck.TooManySick, Siblings = new SiblingView(4, 4, IsFirst: true) };
        HealingMemory memory = PlatformHealer.Decide(first, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Memory;
        Observation early = first with { At = Observations.Noon + HealingPolicy.Default.SuspicionMax - TimeSpan.FromSeconds(1) };
        Observation late = first with { At = Observations.Noon + HealingPolicy.Default.SuspicionMax };

        Assert.Equal(FaultKind.ObserverSuspect, PlatformHealer.Decide(early, Observations.Graph, memory, HealingPolicy.Default).Diagnosis.Primary!.Kind);
        HealingDecision decision = PlatformHealer.Decide(late, Observations.Graph, memory, HealingPolicy.Default);
        Assert.Equal(RemedyKind.StartSite, decision.Remedy.Kind);
        Assert.Equal(Observations.Noon, decision.Memory.SuspectedSince);

        Observation another = late with { Siblings = new SiblingView(4, 4, IsFirst: false) };
        Assert.Equal(RemedyKind.None, PlatformHealer.Decide(another, Observations.Graph, memory, HealingPolicy.Default).Remedy.Kind);
    }

    [Fact]
    public void Decide_TrustedInBetween_IsSuspectedAnew()
    {
        Observation suspect = Observations.Stopped with { Observer = ObserverCheck.TooManySick, Siblings = new SiblingView(4, 4, IsFirst: true) };
        HealingMemory memory = PlatformHealer.Decide(suspect, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Memory;
        memory = PlatformHealer.Decide(Observations.Well with { At = Observations.Noon.AddSeconds(60) }, Observations.Graph, memory, HealingPolicy.Default).Memory;

        Assert.Null(memory.SuspectedSince);
        Assert.Equal(RemedyKind.None, PlatformHealer.Decide(suspect with { At = Observations.Noon + Long }, Observations.Graph, memory, HealingPolicy.Default).Remedy.Kind);
    }

    [Theory]
    [InlineData(ObserverCheck.TooManySick, 0, true)]
    [InlineData(ObserverCheck.Failed, 0, false)]
    [InlineData(ObserverCheck.Failed, 5, true)]
    public void Decide_ObserverSuspect_IsToldUnlessItMayPass(ObserverCheck observer, int minutes, bool isTold)
    {
        HealingMemory memory = new([], Observations.Noon);
        Observation observation = Observations.Well with { Observer = observer, At = Observations.Noon.AddMinutes(minutes) };

        Assert.Equal(isTold, PlatformHealer.Decide(observation, Observations.Graph, memory, HealingPolicy.Default).IsTold);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void Decide_SilentSinceARepair_IsGivenTimeToReport(int minutes, bool isWell)
    {
        HealingMemory memory = PlatformHealer.Decide(Observations.Stopped, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Memory;
        Observation silent = Observations.Well with { At = Observations.Noon.AddMinutes(minutes), HeartbeatAge = Long };

        Assert.Equal(isWell, PlatformHealer.Decide(silent, Observations.Graph, memory, HealingPolicy.Default).Diagnosis.IsWell);
    }

    [Fact]
    public void Decide_WithinTheCooldown_Waits()
    {
        HealingDecision first = PlatformHealer.Decide(Observations.Stopped, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default);

        HealingDecision second = PlatformHealer.Decide(Observations.Stopped with { At = Observations.Noon.AddSeconds(14) }, Observations.Graph, first.Memory, HealingPolicy.Default);
        HealingDecision third = PlatformHealer.Decide(Observations.Stopped with { At = Observations.Noon.AddSeconds(15) }, Observations.Graph, second.Memory, HealingPolicy.Default);

        Assert.Equal((RemedyKind.Wait, Observations.Noon.AddSeconds(15)), (second.Remedy.Kind, second.Remedy.NotBefore!.Value));
        Assert.Equal((RemedyKind.StartSite, 2), (third.Remedy.Kind, third.Remedy.Attempt));
        Assert.Equal(Observations.Noon, third.Memory.Faults[0].Since);
    }

    [Fact]
    public void Decide_ClockJumpsBack_DoesNotWaitForever()
    {
        HealingMemory memory = PlatformHealer.Decide(Observations.Stopped with { At = Observations.Noon.AddYears(10) }, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Memory;

        Assert.Equal(RemedyKind.StartSite, PlatformHealer.Decide(Observations.Stopped, Observations.Graph, memory, HealingPolicy.Default).Remedy.Kind);
    }

    [Theory]
    [InlineData(9, 2)]
    [InlineData(10, 1)]
    public void Decide_FaultThatComesBack_GoesOnUnlessForgotten(int minutes, int attempt)
    {
        HealingMemory memory = PlatformHealer.Decide(Observations.Stopped, Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Memory;
        memory = PlatformHealer.Decide(Observations.Well with { At = Observations.Noon.AddMinutes(1) }, Observations.Graph, memory, HealingPolicy.Default).Memory;

        HealingDecision again = PlatformHealer.Decide(Observations.Stopped with { At = Observations.Noon.AddMinutes(minutes) }, Observations.Graph, memory, HealingPolicy.Default);

        Assert.Equal(attempt, again.Remedy.Attempt);
    }

    [Fact]
    public void Decide_QuarantineRepeated_AsksOnlyOnce()
    {
        HealingMemory memory = new([new FaultMemory("SiteMissing", Observations.Noon, Observations.Noon, 0, 3, Observations.Noon)]);
        Observation observation = Observations.Missing("site");

        HealingDecision first = PlatformHealer.Decide(observation with { At = Observations.Noon.AddMinutes(5) }, Observations.Graph, memory, HealingPolicy.Default);
        HealingDecision second = PlatformHealer.Decide(observation with { At = Observations.Noon.AddMinutes(10) }, Observations.Graph, first.Memory, HealingPolicy.Default);

        Assert.Equal((RemedyKind.Quarantine, 1), (first.Remedy.Kind, first.Remedy.Attempt));
        Assert.Equal((RemedyKind.Quarantine, 0), (second.Remedy.Kind, second.Remedy.Attempt));
    }

    [Theory]
    [InlineData("storage", "storage grant", "")]
    [InlineData("identity", "identity grant site package", "grant")]
    [InlineData("vault", "vault", "")]
    [InlineData("package", "package", "")]
    [InlineData("grant", "grant", "")]
    public void Decide_ResourceMissing_PutsItAndWhatIsBoundToIt(string missing, string puts, string deletes)
    {
        Remedy remedy = PlatformHealer.Decide(Observations.Missing(missing), Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Remedy;

        Assert.Equal(RemedyKind.RecreateResources, remedy.Kind);
        Assert.Equal(puts, string.Join(' ', remedy.PutKeys));
        Assert.Equal(deletes, string.Join(' ', remedy.DeleteKeys));
        Assert.False(remedy.RecreateGroup);
    }

    [Fact]
    public void Decide_GroupMissing_PutsEverythingAndDeletesNothing()
    {
        Remedy remedy = PlatformHealer.Decide(Named("group"), Observations.Graph, HealingMemory.Empty, HealingPolicy.Default).Remedy;

        Assert.True(remedy.RecreateGroup);
        Assert.Equal(Observations.Graph.Nodes.Select(node => node.Key), remedy.PutKeys);
        Assert.Empty(remedy.DeleteKeys);
    }

    [Theory]
    [InlineData(0, "site package")]
    [InlineData(-1, "vault")]
    public void Decide_RedeployTier_PutsItsWorkloadsOrAllOfIt(int tier, string puts)
    {
        int rung = tier == 0 ? 1 : 0;
        HealingMemory memory = new([new FaultMemory($"Unhealthy:{tier}", Observations.Noon, Observations.Noon, rung, 99, null)]);

        Remedy remedy = PlatformHealer.Decide(Observations.Well with { UnhealthyTiers = [tier] }, Observations.Graph, memory, HealingPolicy.Default).Remedy;

        Assert.Equal(RemedyKind.RedeployTier, remedy.Kind);
        Assert.Equal(puts, string.Join(' ', remedy.PutKeys));
    }

    [Fact]
    public void Of_EveryFault_EndsWithQuarantineOrTouchesNothing()
    {
        foreach (FaultKind fault in Enum.GetValues<FaultKind>())
        {
            IReadOnlyList<RemedyRung> ladder = RemedyLadder.Of(fault, fault == FaultKind.Unhealthy ? -1 : null);
            bool isUntouched = fault is FaultKind.None or FaultKind.ObserverSuspect;
            Assert.Equal(isUntouched, ladder.Count == 0);
            Assert.True(isUntouched || ladder[^1].Remedy == RemedyKind.Quarantine);
            Assert.All(ladder, rung => Assert.True(rung.AttemptsMax > 0 && rung.CooldownSeconds > 0));
        }
    }

    [Fact]
    public void Decide_Decision_SurvivesJson()
    {
        HealingDecision decision = PlatformHealer.Decide(Observations.Missing("identity"), Observations.Graph, HealingMemory.Empty, HealingPolicy.Default);
        string json = JsonSerializer.Serialize(decision, JsonSerializerOptions.Web);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<HealingDecision>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    private static Observation Named(string name) => name switch
    {
        nameof(Observations.Stopped) => Observations.Stopped,
        nameof(Observations.Hung) => Observations.Hung,
        nameof(Observations.Unreachable) => Observations.Unreachable,
        nameof(Observations.Unhealthy) => Observations.Unhealthy,
        "deep" => Observations.Well with { UnhealthyTiers = [-1] },
        "missing" => Observations.Missing("storage"),
        "site" => Observations.Missing("site"),
        "group" => Observations.Well with { GroupExists = false },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such observation."),
    };
}
