using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Admin;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary>
/// What is asked of one instance by a POST without a body. Each command leads to a status, and one that is in it already is left alone: so that the
/// same request twice is one, whatever its <c>Idempotency-Key</c>.
/// </summary>
internal sealed record InstanceCommand(string Verb, string Reason, bool Recursive)
{
    private const string ReasonName = "reason";
    private const int ReasonCharactersMax = 1000;

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="verb">What is asked for, as it stands in the route.</param>
    /// <param name="takesRecursive">Whether it may be asked for the sub-orchestrations, too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<InstanceCommand> ReadAsync(HttpRequest request, string verb, bool takesRecursive, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        string? reason = reader.Text(ReasonName);
        if (reason?.Length > ReasonCharactersMax) reader.Refuse(ReasonName, $"{ReasonName} may have at most {ReasonCharactersMax} characters.");
        bool recursive = takesRecursive && (reader.Flag("recursive") ?? true);
        reader.RefuseOthers();
        _ = IdempotencyKey.Read(request, request.Path);
        await RequestBody.ReadNothingAsync(request, cancellationToken);
        return new InstanceCommand(verb, reason ?? "Asked for by an operator.", recursive);
    }

    /// <summary>Carries it out and answers with the instance as it then stands.</summary>
    /// <param name="client">Where the instance runs.</param>
    /// <param name="id">The instance.</param>
    /// <param name="isDone">Whether an instance that stands so needs nothing more.</param>
    /// <param name="isAllowed">Whether it may be done to one that stands so.</param>
    /// <param name="act">Does it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HttpAnswer> RunAsync(
        DurableTaskClient client,
        string id,
        Predicate<OrchestrationMetadata> isDone,
        Predicate<OrchestrationMetadata> isAllowed,
        Func<Task> act,
        CancellationToken cancellationToken)
    {
        OrchestrationMetadata instance = await client.RequireInstanceAsync(id, withData: false, cancellationToken);
        if (!isDone(instance))
        {
            if (!isAllowed(instance)) throw Conflict(instance);
            await SupportedAsync(act);
            instance = await client.RequireInstanceAsync(id, withData: false, cancellationToken);
        }

        return HttpAnswer.Json(StatusCodes.Status202Accepted, InstanceViews.Of(instance));
    }

    /// <summary>Does what not every back end can.</summary>
    /// <exception cref="ProblemException">This one cannot (501).</exception>
    public static async Task SupportedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is NotSupportedException or NotImplementedException)
        {
            throw new ProblemException(ProblemCodes.NotSupportedHere, "The durable back end that this platform runs on does not support this.", exception);
        }
    }

    private ProblemException Conflict(OrchestrationMetadata instance)
    {
        InstanceStatus status = InstanceViews.StatusOf(instance.RuntimeStatus);
        return Problem.StateConflict($"The instance is {status}: {Verb} does not apply to it.").With("instanceId", Problem.Clip(instance.InstanceId)).With("instanceStatus", status);
    }
}
