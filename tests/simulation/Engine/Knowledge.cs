namespace PlatformDeployer.Simulation.Engine;

/// <summary>What a client knows of something it asked for.</summary>
internal enum Knowledge
{
    /// <summary>It never asked.</summary>
    Never,

    /// <summary>It asked, and was not answered: it may have been done.</summary>
    Unknown,

    /// <summary>It was told that it is done.</summary>
    Acknowledged,
}
