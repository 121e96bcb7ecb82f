namespace PlatformDeployer.Domain.Platforms;

/// <summary>Makes the ids of new platforms.</summary>
public interface IPlatformIdSource
{
    /// <summary>An id that no platform has, or ever had.</summary>
    PlatformId Next();
}
