namespace PlatformDeployer.Domain.Resources;

/// <summary>Where resources of a type live.</summary>
internal enum LocationKind
{
    /// <summary>In a region.</summary>
    Regional,

    /// <summary>Everywhere: the location is <c>global</c>.</summary>
    Global,

    /// <summary>Where their parent or scope is.</summary>
    None,
}
