using System.Globalization;
using Azure;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Azure.Registry;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Bodies;

namespace PlatformDeployer.Functions.Problems;

/// <summary>Which exceptions are answers rather than defects.</summary>
internal static class ExceptionProblems
{
    private const string RetryAfterSeconds = "1";

    /// <summary>The problem that an exception stands for; null for a defect.</summary>
    public static ProblemException? Find(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        PlatformNotFoundException notFound => Problem.PlatformNotFound(notFound.PlatformId.Value),
        PlatformLinkException link => new ProblemException(ProblemCodes.PlatformUnreachable, link.Message, link).With("failure", link.Failure),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.BodyTooLarge(RequestBody.BytesMax),
        BadHttpRequestException bad => new ProblemException(ProblemCodes.InvalidRequest, "The request could not be read as HTTP.", bad),
        RegistryBusyException busy => Unavailable(busy),
        ServiceBusException bus => Unavailable(bus),
        RequestFailedException failed when IsPassing(failed.Status) => Unavailable(failed),
        AggregateException { InnerExceptions: [Exception only] } => Find(only),
        _ => null,
    };

    /// <summary>What is answered for a defect: nothing of it but an id under which it was logged.</summary>
    public static ProblemException Defect(string errorId) =>
        new ProblemException(ProblemCodes.InternalError, string.Create(CultureInfo.InvariantCulture, $"Something went wrong. It was logged as {errorId}."))
            .With("errorId", errorId);

    // 0 is the SDK's status for a request that got no answer at all.
    private static bool IsPassing(int status) => status is 0 or 408 or 429 or >= 500;

    private static ProblemException Unavailable(Exception cause) =>
        new ProblemException(ProblemCodes.TemporarilyUnavailable, "The platform's store does not answer right now. Try again.", cause)
            .WithHeader("Retry-After", RetryAfterSeconds);
}
