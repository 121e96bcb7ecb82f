using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Domain.Provisioning;

/// <summary>Why something could not be provisioned.</summary>
/// <param name="Class">What kind of failure it is.</param>
/// <param name="Code">The code of whoever refused.</param>
/// <param name="Message">Its words.</param>
/// <param name="Target">The resource.</param>
/// <param name="RetryAfter">When to try again, where the server said so.</param>
public sealed record ProvisioningFailure(FailureClass Class, string Code, string Message, string Target, TimeSpan? RetryAfter = null);
