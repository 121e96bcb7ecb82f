using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Heal;

public sealed class TierProbeTests
{
    private static readonly ResourceGraph Graph = Samples.Graph with
    {
        Tiers = [.. Samples.Graph.Tiers, Samples.Graph.Tiers[0] with { Level = -2, HealthCheck = new HealthCheck(HealthCheckKind.Http, "/mesh", null, 5, 1, 3) }],
    };

    private readonly ScriptedLink _link = new();

    [Fact]
    public async Task FindUnhealthy_CheckOfATierFails_IsThatTier()
    {
        _link.ProbeFailure = LinkFailure.Unavailable;

        Assert.Equal([-2], await FindAsync(Graph));
    }

    [Fact]
    public async Task FindUnhealthy_ChecksPass_IsNone() => Assert.Empty(await FindAsync(Graph));

    [Fact]
    public async Task FindUnhealthy_WhatOtherLooksAnswer_IsNotAskedAgain()
    {
        _link.ProbeFailure = LinkFailure.Unavailable;

        Assert.Empty(await FindAsync(Samples.Graph));
    }

    private Task<IReadOnlyList<int>> FindAsync(ResourceGraph graph) =>
        new TierProbe(_link).FindUnhealthyAsync(Samples.Child(PlatformState.Active), graph, CancellationToken.None);
}
