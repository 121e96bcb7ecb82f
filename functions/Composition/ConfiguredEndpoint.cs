using System.Net;
using Microsoft.Extensions.Configuration;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Settings;

namespace PlatformDeployer.Functions.Composition;

/// <summary>This platform's address by its settings: <c>Platform:Endpoint</c>, or what the App Service says its host name is.</summary>
internal sealed class ConfiguredEndpoint(IConfiguration configuration) : IOwnEndpoint
{
    private const string EndpointKey = "Platform:Endpoint";
    private const string SchemeKey = "Platform:EndpointScheme";
    private const string AppServiceHostKey = "WEBSITE_HOSTNAME";

    // Where "func start" listens when nothing else is said.
    private const string LocalAddress = "http://localhost:7071/";

    /// <inheritdoc/>
    public Uri Address => Read(configuration);

    private static Uri Read(IConfiguration configuration)
    {
        string text = configuration[EndpointKey] is { Length: > 0 } endpoint ? endpoint
            : configuration[AppServiceHostKey] is { Length: > 0 } host ? $"{configuration[SchemeKey] ?? Uri.UriSchemeHttps}://{host}/"
            : LocalAddress;
        bool valid = Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        if (!valid) throw SettingException.NotValid(EndpointKey, $"'{text}' is not an http or https address");
        return IsWildcard(address!) ? throw SettingException.NotValid(EndpointKey, $"'{text}' can be listened at and not called; name an address that children reach") : address!;
    }

    private static bool IsWildcard(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
}
