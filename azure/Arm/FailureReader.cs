using System.Text.Json.Nodes;
using Azure;
using Azure.Identity;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Arm;

/// <summary>Puts what went wrong with a call to the Resource Manager into the domain's words.</summary>
internal sealed class FailureReader(TimeProvider time)
{
    /// <summary>Whether an exception is the cloud's or the wire's, and not a defect of this program.</summary>
    public static bool IsForeign(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException several => several.InnerExceptions.All(inner => IsForeign(inner, cancellationToken)),
        RequestFailedException or HttpRequestException or IOException or AuthenticationFailedException => true,
        _ => false,
    };

    /// <summary>An exception in the domain's words.</summary>
    public ProvisioningFailure Read(Exception exception, string target) => exception switch
    {
        AggregateException { InnerExceptions.Count: > 0 } several => Read(several.InnerExceptions[^1], target),
        RequestFailedException refused when refused.GetRawResponse() is { } response => Read(response, target),
        RequestFailedException { Status: > 0 } refused => new(
            FailureClassifier.Classify(refused.Status, refused.ErrorCode, refused.Message), refused.ErrorCode ?? Named(refused.Status), refused.Message, target),
        // No token means no right, but the place that gives tokens is down now and then: trying again is the way to tell.
        AuthenticationFailedException unsigned => new(FailureClass.Transient, "SignInFailed", unsigned.Message, target),
        OperationCanceledException => new(FailureClass.Transient, "Timeout", "The Resource Manager did not answer in time.", target),
        _ => new(FailureClass.Transient, "ConnectionFailed", $"The Resource Manager could not be reached: {exception.Message}", target),
    };

    /// <summary>A refusing response in the domain's words.</summary>
    public ProvisioningFailure Read(Response response, string target)
    {
        ArmError? error = ArmError.Read(ArmError.Parse(response.Content));
        FailureClass failureClass = FailureClassifier.Classify(response.Status, error?.Code, error?.Message);
        string message = error?.Message ?? $"The Resource Manager answered {response.Status} {response.ReasonPhrase}".TrimEnd() + ".";
        return new(failureClass, error?.Code ?? Named(response.Status), message, target, RetryAfter.Read(response.Headers, time));
    }

    /// <summary>An operation that was accepted and failed later.</summary>
    public static ProvisioningFailure Read(JsonNode? body, string status, string target)
    {
        ArmError? error = ArmError.Read((body as JsonObject)?["error"]) ?? ArmError.Read((body as JsonObject)?["properties"]?["error"]);
        return new(
            FailureClassifier.Classify(0, error?.Code ?? status, error?.Message),
            error?.Code ?? "Operation" + status,
            error?.Message ?? $"The operation ended as {status}.",
            target);
    }

    private static string Named(int status) => $"Http{status}";
}
