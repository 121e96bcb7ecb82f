namespace PlatformDeployer.Domain.Platforms;

/// <summary>Where this platform's own program is reached from outside.</summary>
public interface IOwnEndpoint
{
    /// <summary>The base address, with a trailing slash.</summary>
    Uri Address { get; }
}
