using Embedded.ResourceManager.Sites;

namespace Embedded.Host;

/// <summary>Who acts on this machine. The ids are made up and mean nothing outside it.</summary>
internal static class LocalIdentities
{
    /// <summary>The tenant of the local Resource Manager.</summary>
    public const string TenantId = "aaaaaaaa-0000-4000-8000-000000000001";

    /// <summary>Its one subscription.</summary>
    public const string SubscriptionId = "bbbbbbbb-0000-4000-8000-000000000001";

    /// <summary>Who the root platform acts as.</summary>
    public static SiteIdentity Root { get; } = new("cccccccc-0000-4000-8000-000000000001", "cccccccc-0000-4000-8000-000000000002", TenantId);
}
