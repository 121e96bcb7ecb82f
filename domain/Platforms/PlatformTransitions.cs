using System.Collections.Frozen;
using State = PlatformDeployer.Contracts.Platforms.PlatformState;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>The legal moves of a platform's state: the one table that every change is checked against.</summary>
public static class PlatformTransitions
{
    private static readonly FrozenDictionary<State, FrozenSet<State>> Legal = new Dictionary<State, State[]>
    {
        [State.Accepted] = [State.Validating, State.Failed],
        [State.Validating] = [State.Provisioning, State.Failed],
        [State.Provisioning] = [State.Deploying, State.Failed],
        [State.Deploying] = [State.Integrating, State.Failed],
        [State.Integrating] = [State.Activating, State.Failed],
        [State.Activating] = [State.Active, State.Failed],
        [State.Active] = [State.Degraded, State.Healing, State.Updating, State.Retiring],
        [State.Degraded] = [State.Active, State.Healing, State.Updating, State.Retiring],
        [State.Healing] = [State.Active, State.Degraded, State.Retiring],
        [State.Updating] = [State.Active, State.Degraded, State.Retiring],
        [State.Retiring] = [State.Retired, State.Active],
        [State.Retired] = [],
        [State.Failed] = [State.Retiring],
    }.ToFrozenDictionary(cell => cell.Key, cell => cell.Value.ToFrozenSet());

    /// <summary>The states a platform may go to.</summary>
    public static IReadOnlySet<State> From(State state) => Legal[state];

    /// <summary>Whether a platform may go from one state to another; staying is always legal.</summary>
    public static bool IsLegal(State from, State to) => from == to || Legal[from].Contains(to);

    /// <summary>Whether the platform counts for its parent's limits and holds its name.</summary>
    public static bool IsLiving(State state) => state is not (State.Retired or State.Failed);

    /// <summary>Whether the spawn has come through: the platform runs its own program and is watched.</summary>
    public static bool IsSpawned(State state) => state is State.Active or State.Degraded or State.Healing or State.Updating;

    /// <summary>Whether a spawn is under way.</summary>
    public static bool IsSpawning(State state) => state is State.Accepted or State.Validating or State.Provisioning or State.Deploying or State.Integrating or State.Activating;
}
