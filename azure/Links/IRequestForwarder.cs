namespace PlatformDeployer.Azure.Links;

/// <summary>Hands a request for a descendant to that descendant and brings back what it answers.</summary>
public interface IRequestForwarder
{
    /// <summary>Sends the request on.</summary>
    /// <param name="endpoint">The descendant's base address.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up; what was sent may still be done.</param>
    /// <returns>The descendant's answer, whatever its status.</returns>
    /// <exception cref="Domain.Links.PlatformLinkException">There was no answer, or the request has passed through too many platforms.</exception>
    Task<ForwardedResponse> ForwardAsync(Uri endpoint, ForwardedRequest request, CancellationToken cancellationToken);
}
