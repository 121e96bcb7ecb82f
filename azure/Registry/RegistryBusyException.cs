namespace PlatformDeployer.Azure.Registry;

/// <summary>So many change the same row of a registry that this change did not come through. Trying again later can help.</summary>
/// <param name="what">What was to be changed.</param>
/// <param name="attempts">How often it was tried.</param>
/// <param name="inner">The last refusal.</param>
public sealed class RegistryBusyException(string what, int attempts, Exception? inner = null)
    : Exception($"{what} could not be changed: others were faster {attempts} times.", inner);
