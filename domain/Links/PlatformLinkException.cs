namespace PlatformDeployer.Domain.Links;

/// <summary>Another platform did not answer, or not as it should.</summary>
/// <param name="failure">How it failed.</param>
/// <param name="message">The same in a sentence.</param>
/// <param name="inner">What lay beneath.</param>
public sealed class PlatformLinkException(LinkFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How it failed.</summary>
    public LinkFailure Failure { get; } = failure;
}
