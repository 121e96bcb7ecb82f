using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Tests.Fakes;

/// <summary>An address that is given.</summary>
internal sealed class FixedEndpoint(string address) : IOwnEndpoint
{
    public Uri Address { get; set; } = new(address);
}
