using System.Reflection;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Determinism;

/// <summary>The app's own orchestrators do at a replay what they did before.</summary>
public sealed class OrchestratorTests
{
    [Fact]
    public void Orchestrators_ReachNothingNonDeterministic()
    {
        Assembly[] followed = [.. House.App.Where(p => p.Area is "contracts" or "domain" or "orchestrations").Select(House.Load)];
        MethodInfo[] orchestrators = [.. followed.SelectMany(DeterminismGuard.Orchestrators)];
        Assert.NotEmpty(orchestrators);
        Violations.AssertNone(DeterminismGuard.Check(followed, orchestrators).Select(f => f.ToString()), "What orchestrators do would differ at a replay:");
    }

    [Fact]
    public void Orchestrators_StandInOrchestrationsAlone() =>
        Assert.Empty(House.App.Where(p => p.Area != "orchestrations").Select(House.Load).SelectMany(DeterminismGuard.Orchestrators));
}
