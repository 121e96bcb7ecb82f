namespace Embedded.ResourceManager.Providers;

/// <summary>Whether a type is given a location.</summary>
internal enum LocationRule
{
    /// <summary>It has none, as a child or an extension.</summary>
    None,

    /// <summary>A region is required.</summary>
    Regional,

    /// <summary><c>global</c> is required.</summary>
    Global,

    /// <summary>A region or <c>global</c> is required.</summary>
    RegionalOrGlobal,

    /// <summary>Taken if given, and otherwise the parent's.</summary>
    Inherited,
}
