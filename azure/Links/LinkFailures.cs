using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PlatformDeployer.Domain.Links;
using Polly.Timeout;

namespace PlatformDeployer.Azure.Links;

/// <summary>Puts what went wrong between two platforms into the domain's words.</summary>
internal static class LinkFailures
{
    /// <summary>Whether an exception comes from the wire or the other side.</summary>
    public static bool IsForeign(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        TimeoutRejectedException or HttpRequestException or IOException or JsonException or NotSupportedException or FormatException => true,
        _ => false,
    };

    /// <summary>An exception in the domain's words.</summary>
    public static PlatformLinkException Read(Exception exception, Uri address) => exception switch
    {
        TimeoutRejectedException or OperationCanceledException => new(LinkFailure.Timeout, $"{address} did not answer in time.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            new(LinkFailure.Refused, $"Nobody listens at {address}.", exception),
        HttpRequestException { InnerException: SocketException } => new(LinkFailure.Refused, $"Nobody listens at {address}.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new(LinkFailure.Unexpected, $"{address} answered more than is read.", exception),
        HttpRequestException or IOException => new(LinkFailure.Unavailable, $"{address} broke off: {exception.Message}", exception),
        _ => new(LinkFailure.Unexpected, $"{address} answered something that cannot be read: {exception.Message}", exception),
    };

    /// <summary>A status that was not asked for, in the domain's words.</summary>
    public static PlatformLinkException Read(HttpStatusCode status, Uri address)
    {
        bool unavailable = (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        return unavailable
            ? new(LinkFailure.Unavailable, $"{address} answered {(int)status}: it cannot answer now.")
            : new(LinkFailure.Unexpected, $"{address} answered {(int)status}.");
    }
}
