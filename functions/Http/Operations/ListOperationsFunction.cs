using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary><c>GET /operations</c>: the operations of this platform, newest first.</summary>
/// <param name="operations">Finds them.</param>
/// <param name="own">Where this platform is reached.</param>
public sealed class ListOperationsFunction(OperationReader operations, IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("ListOperations")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "operations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var reader = new QueryReader(request);
        PlatformId? platform = reader.Parsed("platformId", text => PlatformId.TryParse(text, out PlatformId id) ? id : (PlatformId?)null, "a platform's id");
        string? kind = reader.Parsed("kind", text => text is "spawn" or "retire" ? text : null, "spawn or retire");
        PageRequest page = reader.Page();
        reader.RefuseOthers();

        IEnumerable<string> prefixes = new[] { OperationIds.SpawnPrefix, OperationIds.RetirePrefix }
            .Where(prefix => kind is null || prefix.StartsWith(kind, StringComparison.Ordinal))
            .Select(prefix => prefix + platform?.Value);
        OperationMark? after = page.SkipToken is null ? null : OperationMark.Parse(page.SkipToken);
        (IReadOnlyList<OperationView> found, OperationMark? next) = await operations.ListAsync(client, prefixes, page.Top, after, cancellationToken);
        return HttpAnswer.Ok(new Page<OperationView>(found, PageRequest.NextLink(own, request, next?.ToString())));
    }
}
