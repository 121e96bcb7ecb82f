namespace Embedded.ResourceManager.Sites;

/// <summary>Who a site is: its user-assigned identity when it has one, else its own.</summary>
internal sealed record SiteIdentity(string PrincipalId, string ClientId, string TenantId);
