using System.Net;

namespace Embedded.Functions.Hosting;

/// <summary>Reads the address an instance listens at.</summary>
internal static class ListenAddress
{
    /// <exception cref="FormatException">It is not of the form http://IP:PORT or http://localhost:PORT.</exception>
    public static IPEndPoint Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new FormatException($"'{url}' is not an address to listen at: http://IP:PORT or http://localhost:PORT is expected.");
        }

        IPAddress address = uri.IsLoopback && uri.HostNameType == UriHostNameType.Dns
            ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? parsed)
                ? parsed
                : throw new FormatException($"'{uri.Host}' in '{url}' is neither an IP address nor localhost.");
        return new IPEndPoint(address, uri.Port);
    }

    /// <summary>Where others on this machine reach what listens at an address: those that stand for every interface cannot be called themselves.</summary>
    public static IPEndPoint Reachable(IPEndPoint bound) =>
        bound.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, bound.Port)
        : bound.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, bound.Port)
        : bound;
}
