using System.Globalization;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Sites;

/// <summary>A site that has a package: which, and where it listens unless it was stopped and stays so.</summary>
internal sealed record SiteDeployed(ResourceId SiteId, SiteEndpoint? Endpoint, Uri PackageUri)
{
    public ResourceRecord ApplyTo(ResourceRecord site)
    {
        ResourceRecord deployed = site with { Hidden = site.Hidden.SetItem(SiteFacts.Package, PackageUri.OriginalString) };
        return Endpoint is null
            ? deployed
            : deployed with
            {
                Hidden = deployed.Hidden
                    .SetItem(SiteFacts.Host, Endpoint.Host)
                    .SetItem(SiteFacts.Port, Endpoint.Port.ToString(CultureInfo.InvariantCulture))
                    .Remove(SiteFacts.StartError),
            };
    }
}
