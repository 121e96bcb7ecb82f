using PlatformDeployer.Domain.Healing;

namespace PlatformDeployer.Domain.Tests.Healing;

public sealed class FaultFinderTests
{
    [Theory]
    [InlineData(SiteState.Running, EndpointAnswer.Ready, FaultKind.None)]
    [InlineData(SiteState.Running, EndpointAnswer.Unhealthy, FaultKind.Unhealthy)]
    [InlineData(SiteState.Running, EndpointAnswer.Timeout, FaultKind.SiteHung)]
    [InlineData(SiteState.Running, EndpointAnswer.Refused, FaultKind.SiteUnreachable)]
    [InlineData(SiteState.Running, EndpointAnswer.NotProbed, FaultKind.None)]
    [InlineData(SiteState.Unknown, EndpointAnswer.Ready, FaultKind.None)]
    [InlineData(SiteState.Unknown, EndpointAnswer.Unhealthy, FaultKind.Unhealthy)]
    [InlineData(SiteState.Unknown, EndpointAnswer.Timeout, FaultKind.SiteHung)]
    [InlineData(SiteState.Unknown, EndpointAnswer.Refused, FaultKind.SiteUnreachable)]
    [InlineData(SiteState.Unknown, EndpointAnswer.NotProbed, FaultKind.None)]
    [InlineData(SiteState.Stopped, EndpointAnswer.Ready, FaultKind.SiteStopped)]
    [InlineData(SiteState.Stopped, EndpointAnswer.Unhealthy, FaultKind.SiteStopped)]
    [InlineData(SiteState.Stopped, EndpointAnswer.Timeout, FaultKind.SiteStopped)]
    [InlineData(SiteState.Stopped, EndpointAnswer.Refused, FaultKind.SiteStopped)]
    [InlineData(SiteState.Stopped, EndpointAnswer.NotProbed, FaultKind.SiteStopped)]
    [InlineData(SiteState.Missing, EndpointAnswer.Ready, FaultKind.SiteMissing)]
    [InlineData(SiteState.Missing, EndpointAnswer.Unhealthy, FaultKind.SiteMissing)]
    [InlineData(SiteState.Missing, EndpointAnswer.Timeout, FaultKind.SiteMissing)]
    [InlineData(SiteState.Missing, EndpointAnswer.Refused, FaultKind.SiteMissing)]
    [InlineData(SiteState.Missing, EndpointAnswer.NotProbed, FaultKind.SiteMissing)]
    public void Find_SiteAndEndpoint_GiveOneFault(SiteState site, EndpointAnswer endpoint, FaultKind expected)
    {
        Diagnosis diagnosis = FaultFinder.Find(Observations.Well with { Site = site, Endpoint = endpoint }, Observations.Graph, HealingPolicy.Default);

        Assert.Equal(expected == FaultKind.None ? [] : [expected], diagnosis.Faults.Select(fault => fault.Kind));
        Assert.Equal(expected == FaultKind.None, diagnosis.IsWell);
    }

    [Theory]
    [InlineData(ObserverCheck.Failed)]
    [InlineData(ObserverCheck.TooManySick)]
    public void Find_ObserverNotSound_TrustsNothingElse(ObserverCheck observer)
    {
        Observation everythingWrong = Observations.Stopped with { Observer = observer, GroupExists = false, MissingKeys = ["storage"], UnhealthyTiers = [0] };

        Assert.Equal(FaultKind.ObserverSuspect, Assert.Single(FaultFinder.Find(everythingWrong, Observations.Graph, HealingPolicy.Default).Faults).Kind);
    }

    [Fact]
    public void Find_GroupMissing_IsTheOnlyFault()
    {
        Fault fault = Assert.Single(FaultFinder.Find(Observations.Stopped with { GroupExists = false, MissingKeys = ["storage"] }, Observations.Graph, HealingPolicy.Default).Faults);

        Assert.Equal(FaultKind.GroupMissing, fault.Kind);
        Assert.Equal(Observations.Graph.Nodes.Count, fault.Keys.Count);
    }

    [Fact]
    public void Find_SiteAndOthersMissing_IsOneFaultWithAllKeysInOrder()
    {
        Fault fault = Assert.Single(FaultFinder.Find(Observations.Missing("site", "storage", "no-such-key"), Observations.Graph, HealingPolicy.Default).Faults);

        Assert.Equal(FaultKind.SiteMissing, fault.Kind);
        Assert.Equal(["storage", "site"], fault.Keys);
    }

    [Fact]
    public void Find_ManyFaults_PutsTheMostFundamentalFirst()
    {
        Observation observation = Observations.Stopped with { MissingKeys = ["vault"], UnhealthyTiers = [0, -1] };

        Diagnosis diagnosis = FaultFinder.Find(observation, Observations.Graph, HealingPolicy.Default);

        Assert.Equal([FaultKind.ResourceMissing, FaultKind.SiteStopped], diagnosis.Faults.Select(fault => fault.Kind));
    }

    [Fact]
    public void Find_UnhealthyTiers_AreFaultsOfTheirOwnDeepestFirst() =>
        Assert.Equal(
            ["Unhealthy:-1", "Unhealthy:0"],
            FaultFinder.Find(Observations.Well with { UnhealthyTiers = [0, -1, 0] }, Observations.Graph, HealingPolicy.Default).Faults.Select(fault => fault.Id));

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void Find_NotProbed_JudgesByTheHeartbeat(int ageSeconds, bool isUnreachable)
    {
        Observation observation = Observations.Well with { Endpoint = EndpointAnswer.NotProbed, HeartbeatAge = TimeSpan.FromSeconds(ageSeconds) };

        Assert.Equal(isUnreachable ? [FaultKind.SiteUnreachable] : [], FaultFinder.Find(observation, Observations.Graph, HealingPolicy.Default).Faults.Select(fault => fault.Kind));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void Find_ReadyButSilent_IsAFaultAfterWhatThePolicySays(int ageSeconds, bool isFault)
    {
        Observation observation = Observations.Well with { HeartbeatAge = TimeSpan.FromSeconds(ageSeconds) };
        HealingPolicy policy = HealingPolicy.Default with { SilenceMax = TimeSpan.FromSeconds(30) };

        Assert.Equal(isFault ? [FaultKind.NotReporting] : [], FaultFinder.Find(observation, Observations.Graph, policy).Faults.Select(fault => fault.Kind));
    }

    [Fact]
    public void Find_TooManySick_SaysHowMany()
    {
        Observation observation = Observations.Stopped with { Observer = ObserverCheck.TooManySick, Siblings = new SiblingView(4, 3, false) };

        Assert.StartsWith("3 of 4 platforms", Assert.Single(FaultFinder.Find(observation, Observations.Graph, HealingPolicy.Default).Faults).Description, StringComparison.Ordinal);
    }
}
