namespace Embedded.ResourceManager.Providers;

/// <summary>Where a type can be created.</summary>
[Flags]
internal enum ResourceScopes
{
    None = 0,
    ResourceGroup = 1,
    Subscription = 2,
    Tenant = 4,

    /// <summary>On any scope or resource, as an extension.</summary>
    Any = 8,
}
