namespace PlatformDeployer.Domain.Provisioning;

/// <summary>The cloud did not answer a question, so nothing may be concluded from it.</summary>
/// <param name="failure">What it said instead.</param>
/// <param name="inner">What lay beneath.</param>
public sealed class CloudUnavailableException(ProvisioningFailure failure, Exception? inner = null) : Exception($"{failure?.Code}: {failure?.Message}", inner)
{
    /// <summary>What it said instead.</summary>
    public ProvisioningFailure? Failure { get; } = failure;
}
