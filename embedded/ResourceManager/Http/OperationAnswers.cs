using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>How an accepted operation is told, by its style of polling.</summary>
internal static class OperationAnswers
{
    /// <summary>The answer to the call that started, or joined, an operation.</summary>
    public static ArmResponse Accepted(ArmCall call, OperationRecord operation, bool created = false, JsonObject? resource = null)
    {
        if (operation.Kind == OperationKind.Delete || operation.Style == PollingStyle.Location)
            return Later(call, operation);
        ArmResponse response = new(created ? 201 : 200, resource);
        if (operation.Style == PollingStyle.AsyncOperation)
            response.With("Azure-AsyncOperation", Address(call, operation, "operationStatuses"));
        return response.RetryAfter(operation.RetryAfterMilliseconds);
    }

    /// <summary>202: ask again at Location.</summary>
    public static ArmResponse Later(ArmCall call, OperationRecord operation)
        => new ArmResponse(202)
            .With("Location", Address(call, operation, "operationResults"))
            .RetryAfter(operation.RetryAfterMilliseconds);

    /// <summary>The document that Azure-AsyncOperation points to.</summary>
    public static ArmResponse Status(OperationRecord operation, string path)
    {
        JsonObject status = new()
        {
            ["id"] = path,
            ["name"] = operation.OperationId,
            ["status"] = operation.Status.ToString(),
            ["startTime"] = operation.StartedAt.ToString("O"),
        };
        if (operation.EndedAt is { } ended)
            status["endTime"] = ended.ToString("O");
        if (operation.Error is { } error)
            status["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        ArmResponse response = new(200, status);
        return operation.HasEnded ? response : response.RetryAfter(operation.RetryAfterMilliseconds);
    }

    private static string Address(ArmCall call, OperationRecord operation, string kind)
    {
        ResourceId target = operation.Target;
        string provider = target.Type == ResourceId.ResourceGroupType ? string.Empty : $"/providers/{target.Type.Namespace}/locations/all";
        return $"{call.Request.Authority}/subscriptions/{target.SubscriptionName}{provider}/{kind}/{operation.OperationId}"
            + $"?api-version={Uri.EscapeDataString(call.ApiVersion)}";
    }
}
