using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary><c>POST /admin/dead-letters/{id}/retry</c>: tries work again that does not go on by itself.</summary>
/// <param name="letters">Does it.</param>
public sealed class RetryDeadLetterFunction(DeadLetters letters)
{
    /// <summary>Runs the function.</summary>
    [Function("RetryDeadLetter")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "admin/dead-letters/{id}/retry")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        InstanceCommand command = await InstanceCommand.ReadAsync(request, "retry", takesRecursive: false, cancellationToken);
        if (await letters.RetryAsync(client, id, command.Reason, cancellationToken)) return HttpAnswer.Empty(StatusCodes.Status202Accepted);
        throw new ProblemException(ProblemCodes.DeadLetterNotFound, $"There is no dead letter '{Problem.Clip(id)}'; it may have been retried.").With("deadLetterId", Problem.Clip(id));
    }
}
