namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>The stages of a spawn.</summary>
public static class SpawnStages
{
    /// <summary>Authority, limits, template.</summary>
    public const string Validate = "validate";

    /// <summary>Infrastructure.</summary>
    public const string Provision = "provision";

    /// <summary>Tiers and the program, from the deepest tier up.</summary>
    public const string Deploy = "deploy";

    /// <summary>Registry, discovery, the link between parent and child.</summary>
    public const string Integrate = "integrate";

    /// <summary>Health checks, spawning, the monitor.</summary>
    public const string Activate = "activate";

    /// <summary>The stages in order, each with its share of the whole in percent.</summary>
    internal static IReadOnlyList<(string Name, int Share)> All { get; } = [(Validate, 5), (Provision, 50), (Deploy, 25), (Integrate, 10), (Activate, 10)];
}
