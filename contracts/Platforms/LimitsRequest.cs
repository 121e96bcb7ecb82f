namespace PlatformDeployer.Contracts.Platforms;

/// <summary>Limits asked for; what is left out is the parent's.</summary>
public sealed record LimitsRequest
{
    /// <summary>How many generations may live below the platform.</summary>
    public int? Depth { get; init; }

    /// <summary>How many children the platform may have.</summary>
    public int? Children { get; init; }

    /// <summary>How many platforms may live below it in all.</summary>
    public int? Descendants { get; init; }

    /// <summary>The templates its descendants may be made from.</summary>
    public IReadOnlyList<string>? Templates { get; init; }

    /// <summary>The regions its descendants may live in.</summary>
    public IReadOnlyList<string>? Regions { get; init; }
}
