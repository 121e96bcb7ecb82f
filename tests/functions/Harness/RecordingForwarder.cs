using PlatformDeployer.Azure.Links;
using PlatformDeployer.Domain.Links;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>Keeps what was forwarded and answers what a test wants.</summary>
internal sealed class RecordingForwarder : IRequestForwarder
{
    public List<(Uri Endpoint, ForwardedRequest Request)> Forwarded { get; } = [];

    public ForwardedResponse? Response { get; set; }

    public Task<ForwardedResponse> ForwardAsync(Uri endpoint, ForwardedRequest request, CancellationToken cancellationToken)
    {
        Forwarded.Add((endpoint, request));
        return Response is not null ? Task.FromResult(Response) : throw new PlatformLinkException(LinkFailure.Refused, "Nobody listens there.");
    }
}
