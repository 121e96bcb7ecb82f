using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Domain.Tests.Platforms;

public sealed class PlatformTransitionsTests
{
    private static readonly PlatformState[] All = Enum.GetValues<PlatformState>();

    [Fact]
    public void From_EveryState_IsInTheTable() => Assert.All(All, state => Assert.NotNull(PlatformTransitions.From(state)));

    [Fact]
    public void IsLegal_EveryCell_IsAsTheTableSays()
    {
        foreach (PlatformState from in All)
        {
            foreach (PlatformState to in All)
            {
                Assert.Equal(from == to || PlatformTransitions.From(from).Contains(to), PlatformTransitions.IsLegal(from, to));
            }
        }
    }

    [Fact]
    public void From_Retired_GoesNowhere()
    {
        Assert.Empty(PlatformTransitions.From(PlatformState.Retired));
        Assert.False(PlatformTransitions.IsLiving(PlatformState.Retired));
    }

    [Fact]
    public void From_Failed_GoesOnlyToWhereWhatItLeftIsTakenDown()
    {
        Assert.Equal([PlatformState.Retiring], PlatformTransitions.From(PlatformState.Failed));
        Assert.False(PlatformTransitions.IsLiving(PlatformState.Failed));
    }

    [Fact]
    public void From_Retiring_EndsOrIsTakenBack() =>
        Assert.Equal([PlatformState.Active, PlatformState.Retired], PlatformTransitions.From(PlatformState.Retiring).Order());

    [Fact]
    public void From_WhileSpawning_GoesOnOrFails()
    {
        PlatformState[] stages =
        [
            PlatformState.Accepted, PlatformState.Validating, PlatformState.Provisioning, PlatformState.Deploying,
            PlatformState.Integrating, PlatformState.Activating, PlatformState.Active,
        ];
        foreach ((PlatformState stage, PlatformState next) in stages.Zip(stages.Skip(1)))
        {
            Assert.True(PlatformTransitions.IsSpawning(stage));
            Assert.Equal([next, PlatformState.Failed], PlatformTransitions.From(stage).Order());
        }
    }

    [Fact]
    public void Kinds_OfStates_DoNotOverlap()
    {
        foreach (PlatformState state in All)
        {
            int kinds = (PlatformTransitions.IsSpawning(state) ? 1 : 0) + (PlatformTransitions.IsSpawned(state) ? 1 : 0) + (PlatformTransitions.IsLiving(state) ? 0 : 1);
            Assert.True(kinds == 1 || state == PlatformState.Retiring, state.ToString());
        }
    }

    [Fact]
    public void From_SpawnedStates_CanAlwaysBeRetired() =>
        Assert.All(All.Where(PlatformTransitions.IsSpawned), state => Assert.Contains(PlatformState.Retiring, PlatformTransitions.From(state)));
}
