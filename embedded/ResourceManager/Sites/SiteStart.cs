namespace Embedded.ResourceManager.Sites;

/// <summary>What a runtime needs to run a site.</summary>
/// <param name="SiteResourceId">The site's id, by which it is stopped and deleted.</param>
/// <param name="Name">The site's name.</param>
/// <param name="Settings">The app settings as they stand.</param>
/// <param name="PackageUri">The package that was deployed.</param>
/// <param name="Identity">Who the site acts as, if it has an identity.</param>
/// <param name="PreferredPort">The port it had before, so that its address stays.</param>
internal sealed record SiteStart(
    string SiteResourceId,
    string Name,
    IReadOnlyDictionary<string, string> Settings,
    Uri PackageUri,
    SiteIdentity? Identity,
    int? PreferredPort);
