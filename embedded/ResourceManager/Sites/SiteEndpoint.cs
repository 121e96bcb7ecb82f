namespace Embedded.ResourceManager.Sites;

/// <summary>Where a running site listens.</summary>
internal sealed record SiteEndpoint(string Host, int Port);
