using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Resources;
using Embedded.Storage;
using Microsoft.Extensions.Logging;

namespace Embedded.ResourceManager.Http;

/// <summary>What every call goes through, whether it came over a socket or from within the process.</summary>
internal sealed partial class ArmPipeline(
    ArmContext context, FaultInjector faults, CallJournal journal, ILogger logger, CancellationToken lifetime)
{
    private readonly FixedRoutes _fixedRoutes = new(context);
    private readonly ResourceRoutes _resourceRoutes = new(context);
    private readonly ThrottleBuckets _buckets = new(context.Clock, context.Profile.Throttles);

    /// <summary>Answers a call. Throws <see cref="ConnectionDroppedException"/> when the caller is to see its connection break.</summary>
    public async Task<ArmResponse> AnswerAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime);
        try
        {
            lifetime.ThrowIfCancellationRequested();
            ArmResponse response = await AnswerWhileOpenAsync(request, either.Token).ConfigureAwait(false);
            lifetime.ThrowIfCancellationRequested();
            return response;
        }
        catch (OperationCanceledException e) when (lifetime.IsCancellationRequested)
        {
            throw Closed(e);
        }
    }

    private static ConnectionDroppedException Closed(Exception reason) => new("The Resource Manager is closed.", reason);

    private async Task<ArmResponse> AnswerWhileOpenAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        string requestId = Guid.NewGuid().ToString();
        string correlationId = Guid.TryParse(request.CorrelationId, out Guid given) ? given.ToString() : requestId;
        bool parsed = ResourcePath.TryParse(request.Segments, out ResourcePath? path);
        string type = TypeOf(request, path);
        Principal principal = Principal.Nobody;
        FaultRule? fault = null;
        ArmResponse? response = null;
        string? errorCode = null;
        try
        {
            principal = Principal.Authenticate(request.Authorization);
            await Task.Delay(context.Profile.LatencyMilliseconds.At(LatencyPoint(request)), context.Clock, cancellationToken).ConfigureAwait(false);
            fault = faults.Draw(request.Method, type, request.Path);
            await MeetAsync(fault, cancellationToken).ConfigureAwait(false);
            ArmCall call = new(request, principal, correlationId) { OperationFault = fault };
            (string Kind, int Left)? bucket = path?.Id.SubscriptionName is { } subscription
                ? _buckets.Take(subscription, principal.ObjectId, request.Method)
                : null;
            response = await _fixedRoutes.TryAnswerAsync(call).ConfigureAwait(false)
                ?? (parsed
                    ? await _resourceRoutes.AnswerAsync(call, path!, cancellationToken).ConfigureAwait(false)
                    : throw new ArmException(404, "NotFound", $"No route matches '{request.Path}'."));
            if (bucket is { } left)
                response.With($"x-ms-ratelimit-remaining-subscription-{left.Kind}", left.Left.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (ArmException e)
        {
            errorCode = e.Code;
            response = ArmResponse.Of(e);
        }
        catch (LogOverloadedException e)
        {
            errorCode = "ServerBusy";
            response = ArmResponse.Of(new ArmException(503, errorCode, e.Message) { RetryAfterSeconds = 1 });
        }
        catch (Exception e) when (e is LogFailedException or ObjectDisposedException)
        {
            // The disk failed or the manager is closing: nothing more can be promised, and the client sees what it sees of a dead server.
            throw Closed(e);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ConnectionDroppedException))
        {
            LogUnexpected(logger, request.Method, request.Path, e);
            errorCode = "InternalServerError";
            response = ArmResponse.Of(new ArmException());
        }
        finally
        {
            int status = fault?.Kind == FaultKind.DropAfter ? 0 : response?.Status ?? 0;
            journal.Add(new JournaledCall(
                context.Clock.GetUtcNow(), principal.ObjectId, request.Method, request.Path, type, status, errorCode, correlationId, fault?.Kind));
        }

        if (fault?.Kind == FaultKind.DropAfter)
            throw new ConnectionDroppedException();
        return response
            .With("x-ms-request-id", requestId)
            .With("x-ms-correlation-request-id", correlationId)
            .With("x-ms-routing-request-id", $"LOCAL:{context.Clock.GetUtcNow():yyyyMMddTHHmmssZ}:{requestId}");
    }

    private static string TypeOf(ArmRequest request, ResourcePath? path)
    {
        bool polls = request.Segments.Count >= 2
            && request.Segments[^2] is { } kind
            && (kind.Equals("operationStatuses", StringComparison.OrdinalIgnoreCase) || kind.Equals("operationResults", StringComparison.OrdinalIgnoreCase));
        return polls ? FixedRoutes.OperationType : (path?.Collection ?? path?.Id.Type ?? ResourceId.TenantType).ToString();
    }

    private double LatencyPoint(ArmRequest request)
    {
        string subject = $"{request.Method} {request.Path}";
        return context.Profile.LatencyMilliseconds.Max <= 0 ? 0 : context.Chance.Point("latency", subject, context.Chance.NextAttempt($"latency {subject}"));
    }

    private async Task MeetAsync(FaultRule? fault, CancellationToken cancellationToken)
    {
        switch (fault?.Kind)
        {
            case FaultKind.Status:
                throw new ArmException(fault.Status, fault.Code, fault.Message) { RetryAfterSeconds = fault.RetryAfterSeconds };
            case FaultKind.DropBefore:
                throw new ConnectionDroppedException();
            case FaultKind.Hang:
                await Task.Delay(TimeSpan.FromSeconds(fault.HangSeconds), context.Clock, cancellationToken).ConfigureAwait(false);
                throw new ConnectionDroppedException();
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Unexpected failure of {Method} {Path}")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, Exception exception);
}
