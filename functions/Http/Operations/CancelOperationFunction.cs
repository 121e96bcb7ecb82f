using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Http.Platforms;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary><c>POST /operations/{id}/cancel</c>: has a spawn undo what it did.</summary>
/// <param name="registry">What is known of the platforms.</param>
/// <param name="operations">Finds the operation.</param>
/// <param name="canceller">Asks it.</param>
/// <param name="own">Where this platform is reached.</param>
public sealed class CancelOperationFunction(IPlatformRegistry registry, OperationReader operations, SpawnCanceller canceller, IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("CancelOperation")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operations/{id}/cancel")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        QueryReader.RefuseAll(request);
        string? requestKey = IdempotencyKey.Read(request, $"POST /operations/{id}/cancel");
        await RequestBody.ReadNothingAsync(request, cancellationToken);

        OperationView operation = await operations.FindAsync(client, id, cancellationToken) ?? throw Problem.OperationNotFound(id);
        PlatformId platformId = OperationViews.PlatformOf(id);
        HttpAnswer accepted = AcceptedAnswer.Of(own, request, platformId.Value, id);
        if (!id.StartsWith(OperationIds.SpawnPrefix, StringComparison.Ordinal)) throw Conflict(operation, "A retirement cannot be cancelled.");

        // The same request again has the same answer, whatever came of the operation meanwhile, for as long as there is what the answer leads to.
        bool repeated = requestKey is not null && await canceller.WasAskedAsync(platformId, requestKey, cancellationToken);
        bool stands = operation.Status switch
        {
            OperationStatus.Succeeded or OperationStatus.Failed => repeated && await registry.FindAsync(platformId, cancellationToken) is not null,
            OperationStatus.Canceled => await registry.FindAsync(platformId, cancellationToken) is not null,
            _ => true,
        };
        if (!stands) throw Conflict(operation, $"The operation has ended: {operation.Status}.");
        if (operation.Status is OperationStatus.Pending or OperationStatus.Running or OperationStatus.Canceling)
        {
            PlatformRecord platform = await registry.RequireAsync(platformId.Value, cancellationToken);
            (_, PlatformRecord marked) = await canceller.CancelAsync(client, platform, requestKey, cancellationToken);
            if (!marked.CancelAsked && !repeated) throw Conflict(operation, $"It is too late: the platform is {marked.State}.");
        }

        return accepted;
    }

    private static ProblemException Conflict(OperationView operation, string detail) =>
        Problem.StateConflict(detail).With("operationId", operation.Id).With("operationStatus", operation.Status);
}
