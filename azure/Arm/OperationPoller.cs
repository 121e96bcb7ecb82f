using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Arm;

/// <summary>
/// Follows long-running operations one answer at a time: reads the answer that began one, and asks after one by its checkpoint.
/// It never waits: what the server asks for as a pause goes back to the caller.
/// </summary>
internal sealed class OperationPoller(ArmRequests requests, FailureReader failures, TimeProvider time)
{
    /// <summary>Reads the answer to the request that began an operation.</summary>
    public async Task<ProvisioningProgress> BeginAsync(OperationKind kind, ResourceTarget target, Response response, CancellationToken cancellationToken)
    {
        if (kind == OperationKind.Delete && response.Status is 204 or 404) return Done(null);
        if (response.Status is not (>= 200 and < 300)) return new(ProvisioningPhase.Failed, Failure: failures.Read(response, target.Id));

        JsonNode? body = ArmError.Parse(response.Content);
        if (Address(response, "Azure-AsyncOperation", "Operation-Location") is { } status) return Pending(kind, target, PollingStyle.Status, status, response);
        if (response.Status == 202 && Address(response, "Location") is { } location) return Pending(kind, target, PollingStyle.Location, location, response);
        if (kind == OperationKind.Delete) return Done(null);

        string own = $"{target.Id}?api-version={target.ApiVersion}";
        return StateOf(body) switch
        {
            ProvisioningOutcome.Failed => new(ProvisioningPhase.Failed, Failure: FailureReader.Read(body, State(body)!, target.Id)),
            ProvisioningOutcome.Pending => Pending(kind, target, PollingStyle.Resource, own, response),
            _ when response.Status == 202 => Pending(kind, target, PollingStyle.Resource, own, response),
            _ => await EndAsync(target, body, null, cancellationToken),
        };
    }

    /// <summary>Asks after an operation. A question that did not come through fails with the token, so that it can be asked again.</summary>
    public async Task<ProvisioningProgress> PollAsync(string token, CancellationToken cancellationToken)
    {
        OperationCheckpoint checkpoint = OperationCheckpoint.Parse(token);
        var target = new ResourceTarget(checkpoint.ResourceId, checkpoint.ApiVersion);
        Response response = await requests.GetAsync(checkpoint.PollAddress, cancellationToken);

        // An operation is forgotten after a while, and so is one that a server lost: the resource itself tells how it ended.
        if (response.Status is 404 or 410) return await AskResourceAsync(checkpoint, target, token, cancellationToken);
        if (response.Status is not (>= 200 and < 300)) return Unasked(failures.Read(response, target.Id), token);

        JsonNode? body = ArmError.Parse(response.Content);
        return checkpoint.Style switch
        {
            PollingStyle.Status => await ReadStatusAsync(checkpoint, target, response, body, token, cancellationToken),
            PollingStyle.Location when response.Status == 202 => Moved(checkpoint, response, "Location"),
            PollingStyle.Location when checkpoint.Kind == OperationKind.Delete => Done(null),
            PollingStyle.Location => await EndAsync(target, body, token, cancellationToken),
            _ => ReadResource(checkpoint, target, response, body),
        };
    }

    private static string? State(JsonNode? body) =>
        (body as JsonObject)?["properties"] is JsonObject properties && properties["provisioningState"] is JsonValue value && value.TryGetValue(out string? state) ? state : null;

    private static ProvisioningOutcome StateOf(JsonNode? body) => Outcome(State(body));

    private static ProvisioningOutcome Outcome(string? state) => state?.ToUpperInvariant() switch
    {
        null => ProvisioningOutcome.Unsaid,
        "SUCCEEDED" => ProvisioningOutcome.Succeeded,
        "FAILED" or "CANCELED" or "CANCELLED" => ProvisioningOutcome.Failed,
        _ => ProvisioningOutcome.Pending,
    };

    private static ProvisioningProgress Done(JsonObject? resource) => new(ProvisioningPhase.Succeeded, Resource: resource);

    private static ProvisioningProgress Unasked(ProvisioningFailure failure, string? token) =>
        new(ProvisioningPhase.Failed, Token: failure.Class == FailureClass.Transient ? token : null, RetryAfter: failure.RetryAfter, Failure: failure);

    private static string? Address(Response response, params ReadOnlySpan<string> headers)
    {
        foreach (string header in headers)
        {
            if (response.Headers.TryGetValue(header, out string? address)) return address;
        }

        return null;
    }

    private async Task<ProvisioningProgress> ReadStatusAsync(
        OperationCheckpoint checkpoint, ResourceTarget target, Response response, JsonNode? body, string token, CancellationToken cancellationToken)
    {
        string? status = (body as JsonObject)?["status"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        switch (Outcome(status))
        {
            case ProvisioningOutcome.Succeeded:
                return checkpoint.Kind == OperationKind.Delete ? Done(null) : await EndAsync(target, null, token, cancellationToken);
            case ProvisioningOutcome.Failed:
                return new(ProvisioningPhase.Failed, Failure: FailureReader.Read(body, status!, target.Id));
            case ProvisioningOutcome.Pending:
                return Moved(checkpoint, response, "Azure-AsyncOperation", "Operation-Location");
            default:
                return Unasked(new(FailureClass.Transient, "UnexpectedAnswer", "The Resource Manager did not say how the operation stands.", target.Id), token);
        }
    }

    private ProvisioningProgress ReadResource(OperationCheckpoint checkpoint, ResourceTarget target, Response response, JsonNode? body) => StateOf(body) switch
    {
        ProvisioningOutcome.Pending => Moved(checkpoint, response),
        ProvisioningOutcome.Failed => new(ProvisioningPhase.Failed, Failure: FailureReader.Read(body, State(body)!, target.Id)),
        _ => Done(body as JsonObject),
    };

    private async Task<ProvisioningProgress> AskResourceAsync(OperationCheckpoint checkpoint, ResourceTarget target, string token, CancellationToken cancellationToken)
    {
        Response response = await requests.SendAsync(RequestMethod.Get, target, "", null, cancellationToken);
        bool absent = response.Status == 404;
        if (checkpoint.Kind == OperationKind.Delete && absent) return Done(null);
        if (absent || (checkpoint.Kind == OperationKind.Delete && response.Status == 200))
        {
            return new(ProvisioningPhase.Failed, Failure: new(FailureClass.Transient, "OperationLost", "The Resource Manager does not know the operation any more, and it is not done.", target.Id));
        }

        return response.Status == 200
            ? ReadResource(checkpoint, target, response, ArmError.Parse(response.Content))
            : Unasked(failures.Read(response, target.Id), token);
    }

    /// <summary>Gives the resource as it stands after a put: from the last answer where that has it, else from the resource's own address.</summary>
    private async Task<ProvisioningProgress> EndAsync(ResourceTarget target, JsonNode? body, string? token, CancellationToken cancellationToken)
    {
        if (body is JsonObject answered && answered["id"] is JsonValue id && id.TryGetValue(out string? text)
            && string.Equals(text, target.Id, StringComparison.OrdinalIgnoreCase))
        {
            return Done(answered);
        }

        Response response = await requests.SendAsync(RequestMethod.Get, target, "", null, cancellationToken);
        return response.Status switch
        {
            200 when ArmError.Parse(response.Content) is JsonObject resource => Done(resource),
            // Some extensions, as a site's deployment, can be put and not read.
            405 => Done(new JsonObject { ["id"] = target.Id }),
            404 => Unasked(new(FailureClass.Transient, "ResourceNotFound", "The resource was made but cannot be seen yet.", target.Id), token),
            _ => Unasked(failures.Read(response, target.Id), token),
        };
    }

    private ProvisioningProgress Moved(OperationCheckpoint checkpoint, Response response, params ReadOnlySpan<string> headers)
    {
        OperationCheckpoint next = Address(response, headers) is { } address ? checkpoint with { PollAddress = Kept(address, checkpoint.ApiVersion) } : checkpoint;
        return new(ProvisioningPhase.InProgress, next.ToToken(), RetryAfter.Read(response.Headers, time));
    }

    private ProvisioningProgress Pending(OperationKind kind, ResourceTarget target, PollingStyle style, string address, Response response)
    {
        var checkpoint = new OperationCheckpoint(kind, target.Id, target.ApiVersion, style, Kept(address, target.ApiVersion));
        return new(ProvisioningPhase.InProgress, checkpoint.ToToken(), RetryAfter.Read(response.Headers, time));
    }

    private string Kept(string address, string apiVersion)
    {
        string shortened = requests.Shorten(address);
        if (shortened.Contains("api-version=", StringComparison.OrdinalIgnoreCase)) return shortened;
        return shortened + (shortened.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "api-version=" + Uri.EscapeDataString(apiVersion);
    }
}
