using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary><c>GET /operations/{id}</c>: how far an operation is.</summary>
/// <param name="operations">Finds it.</param>
public sealed class GetOperationFunction(OperationReader operations)
{
    private const string RetryAfterSeconds = "1";

    /// <summary>Runs the function.</summary>
    [Function("GetOperation")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "operations/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        QueryReader.RefuseAll(request);
        OperationView operation = await operations.FindAsync(client, id, cancellationToken) ?? throw Problem.OperationNotFound(id);
        bool ended = operation.Status is OperationStatus.Succeeded or OperationStatus.Failed or OperationStatus.Canceled;
        return ended ? HttpAnswer.Ok(operation) : HttpAnswer.Ok(operation, new KeyValuePair<string, string>("Retry-After", RetryAfterSeconds));
    }
}
