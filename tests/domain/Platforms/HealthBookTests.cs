using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Domain.Tests.Platforms;

public sealed class HealthBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Fault Stopped = new(FaultKind.SiteStopped, [], null, "The site was stopped.");

    [Fact]
    public void Enter_Well_IsHealthyAndSeen()
    {
        PlatformRecord after = HealthBook.Enter(Platform(), Decision(null, RemedyKind.None), Noon);

        Assert.Equal((HealthStatus.Healthy, Noon, Noon), (after.Health.Status, after.Health.LastHealthyAt, after.Health.LastObservedAt));
        Assert.Equal(PlatformState.Active, after.State);
    }

    [Fact]
    public void Enter_FaultWithRemedy_OpensAnIncidentAndHeals()
    {
        PlatformRecord well = HealthBook.Enter(Platform(), Decision(null, RemedyKind.None), Noon);

        PlatformRecord sick = HealthBook.Enter(well, Decision(Stopped, RemedyKind.StartSite), Noon.AddMinutes(1));

        Incident incident = Assert.Single(sick.Health.Incidents);
        Assert.Equal(("SiteStopped", Noon, Noon.AddMinutes(1)), (incident.Fault, incident.LastHealthyAt, incident.DetectedAt));
        Assert.Equal(["StartSite"], incident.Actions);
        Assert.Null(incident.RepairedAt);
        Assert.Equal((PlatformState.Healing, HealthStatus.Unhealthy), (sick.State, sick.Health.Status));
    }

    [Fact]
    public void EnterActivation_IsTheFirstHealthySight()
    {
        PlatformRecord active = HealthBook.EnterActivation(Platform(), Noon);

        PlatformRecord sick = HealthBook.Enter(active, Decision(Stopped, RemedyKind.StartSite), Noon.AddSeconds(2));

        Assert.Equal(HealthStatus.Healthy, active.Health.Status);
        Assert.Equal(Noon, Assert.Single(sick.Health.Incidents).LastHealthyAt);
    }

    [Theory]
    [InlineData(FaultKind.SiteStopped, true)]
    [InlineData(FaultKind.SiteHung, true)]
    [InlineData(FaultKind.ResourceMissing, false)]
    public void Enter_HeartbeatSinceTheLastLook_CountsForFaultsOfTheProgram(FaultKind kind, bool counts)
    {
        PlatformRecord well = HealthBook.Enter(Platform(), Decision(null, RemedyKind.None), Noon);
        PlatformRecord heard = well with { Health = well.Health with { LastHeartbeatAt = Noon.AddMinutes(3) } };

        PlatformRecord sick = HealthBook.Enter(heard, Decision(new Fault(kind, [], null, "sick"), RemedyKind.Retry), Noon.AddMinutes(4));

        Assert.Equal(counts ? Noon.AddMinutes(3) : Noon, Assert.Single(sick.Health.Incidents).LastHealthyAt);
    }

    [Fact]
    public void Enter_HeartbeatAfterTheLook_IsNotLaterThanTheFinding()
    {
        PlatformRecord heard = Platform() with { Health = new PlatformHealth { LastHeartbeatAt = Noon.AddSeconds(1) } };

        Assert.Equal(Noon, Assert.Single(HealthBook.Enter(heard, Decision(Stopped, RemedyKind.StartSite), Noon).Health.Incidents).LastHealthyAt);
    }

    [Fact]
    public void Enter_SameFaultAgain_AddsToTheSameIncident()
    {
        PlatformRecord sick = HealthBook.Enter(Platform(), Decision(Stopped, RemedyKind.StartSite), Noon);

        PlatformRecord still = HealthBook.Enter(sick, Decision(Stopped, RemedyKind.RestartSite), Noon.AddMinutes(1));

        Incident incident = Assert.Single(still.Health.Incidents);
        Assert.Equal(["StartSite", "RestartSite"], incident.Actions);
        Assert.Equal(Noon, incident.DetectedAt);
    }

    [Fact]
    public void Enter_WellAgain_ClosesWhatWasOpen()
    {
        PlatformRecord sick = HealthBook.Enter(Platform(), Decision(Stopped, RemedyKind.StartSite), Noon);

        PlatformRecord well = HealthBook.Enter(sick, Decision(null, RemedyKind.None), Noon.AddMinutes(2));

        Assert.Equal(Noon.AddMinutes(2), Assert.Single(well.Health.Incidents).RepairedAt);
        Assert.Equal((PlatformState.Active, HealthStatus.Healthy), (well.State, well.Health.Status));
    }

    [Fact]
    public void Enter_Quarantine_Degrades() =>
        Assert.Equal(PlatformState.Degraded, HealthBook.Enter(Platform(), Decision(Stopped, RemedyKind.Quarantine), Noon).State);

    [Fact]
    public void Enter_ObserverSuspect_FindsOutNothing()
    {
        PlatformRecord before = HealthBook.Enter(Platform(), Decision(null, RemedyKind.None), Noon);

        PlatformRecord after = HealthBook.Enter(before, Doubt with { IsTold = false }, Noon.AddMinutes(1));

        Assert.Equal(before.Health with { LastObservedAt = Noon.AddMinutes(1) }, after.Health);
        Assert.Equal(before.State, after.State);
    }

    [Fact]
    public void Enter_ObserverSuspectForLong_IsAnIncidentOfUnknownHealth()
    {
        PlatformRecord before = HealthBook.Enter(Platform(), Decision(null, RemedyKind.None), Noon);

        PlatformRecord after = HealthBook.Enter(before, Doubt, Noon.AddMinutes(1));

        Incident incident = Assert.Single(after.Health.Incidents);
        Assert.Equal(("ObserverSuspect", null), (incident.Fault, incident.RepairedAt));
        Assert.Empty(incident.Actions);
        Assert.Equal((before.State, HealthStatus.Unknown), (after.State, after.Health.Status));
        Assert.True(HealthBook.IsNews(before, after));
        Assert.False(HealthBook.IsNews(after, HealthBook.Enter(after, Doubt, Noon.AddMinutes(2))));
    }

    [Fact]
    public void Enter_FaultAfterDoubt_EndsTheDoubt()
    {
        PlatformRecord doubted = HealthBook.Enter(Platform(), Doubt, Noon);

        PlatformRecord sick = HealthBook.Enter(doubted, Decision(Stopped, RemedyKind.StartSite), Noon.AddMinutes(3));

        Assert.Equal([("SiteStopped", null), ("ObserverSuspect", Noon.AddMinutes(3))], sick.Health.Incidents.Select(incident => (incident.Fault, incident.RepairedAt)));
    }

    [Fact]
    public void Enter_ManyIncidents_KeepsTheLatest()
    {
        PlatformRecord platform = Platform();
        for (int i = 0; i < PlatformHealth.IncidentsMax + 5; i++)
        {
            platform = HealthBook.Enter(platform, Decision(Stopped, RemedyKind.StartSite), Noon.AddMinutes(2 * i));
            platform = HealthBook.Enter(platform, Decision(null, RemedyKind.None), Noon.AddMinutes((2 * i) + 1));
        }

        Assert.Equal(PlatformHealth.IncidentsMax, platform.Health.Incidents.Count);
        Assert.Equal(Noon.AddMinutes(2 * (PlatformHealth.IncidentsMax + 4)), platform.Health.Incidents[0].DetectedAt);
    }

    [Fact]
    public void IsNews_OnlyTheTimeOfTheLook_IsNone()
    {
        PlatformRecord before = HealthBook.Enter(Platform(), Decision(null, RemedyKind.None), Noon);

        Assert.False(HealthBook.IsNews(before, HealthBook.Enter(before, Decision(null, RemedyKind.None), Noon.AddHours(1))));
        Assert.True(HealthBook.IsNews(before, HealthBook.Enter(before, Decision(Stopped, RemedyKind.StartSite), Noon.AddHours(1))));
    }

    private static HealingDecision Doubt => Decision(new Fault(FaultKind.ObserverSuspect, [], null, "Too many."), RemedyKind.None);

    private static HealingDecision Decision(Fault? fault, RemedyKind remedy) =>
        new(new Diagnosis(fault is null ? [] : [fault]), new Remedy(remedy, fault, 1, false, [], [], null, "for a test"), HealingMemory.Empty);

    private static PlatformRecord Platform() => new()
    {
        Id = PlatformId.Parse("pchild"),
        Path = PlatformPath.Parse("/root/acme"),
        ParentId = PlatformId.Parse("root"),
        State = PlatformState.Active,
        Template = "basic@1.0.0",
        Region = "westeurope",
        ResourceGroup = "rg-acme",
        Configuration = PlatformConfiguration.Empty,
        Limits = EffectiveLimits.Unlimited,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };
}
