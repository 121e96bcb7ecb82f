namespace PlatformDeployer.Domain.Configuration;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Field">Where: <c>parameters.memoryMB</c>, <c>parameters.network.addressSpace</c>.</param>
/// <param name="Message">What, as a sentence.</param>
public sealed record ConfigurationError(string Field, string Message);
