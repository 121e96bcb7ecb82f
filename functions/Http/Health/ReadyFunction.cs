using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Health;

/// <summary><c>GET /health/ready</c>: the program can serve: registry, durable orchestrations and templates are there.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">What must be readable.</param>
/// <param name="templates">What must be there.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class ReadyFunction(
    PlatformCharter charter, IPlatformRegistry registry, TemplateLibrary templates, TimeProvider time, ILogger<ReadyFunction> logger)
{
    private const string Ok = "ok";

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Runs the function.</summary>
    [Function("HealthReady")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        PlatformRecord? own = null;
        Task<string> registryCheck = CheckAsync("registry", async token => own = await registry.FindAsync(charter.Id, token), cancellationToken);
        Task<string> durableCheck = CheckAsync("durable", token => client.GetInstanceAsync(OperationIds.Monitor(charter.Id), token), cancellationToken);
        Dictionary<string, string> checks = new(StringComparer.Ordinal)
        {
            ["registry"] = await registryCheck,
            ["durable"] = await durableCheck,
            ["templates"] = templates.Templates.Count > 0 ? Ok : "there are none",
        };
        if (checks.Values.All(check => check == Ok)) return HttpAnswer.Ok(new ReadinessView(Ok, charter.Id.Value, charter.Path.Value, checks, own?.State));

        throw new ProblemException(ProblemCodes.TemporarilyUnavailable, "The platform cannot serve right now; see checks.")
            .With("platformId", charter.Id.Value)
            .With("path", charter.Path.Value)
            .With("checks", checks)
            .WithHeader("Retry-After", "1");
    }

    private async Task<string> CheckAsync(string name, Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(CheckTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await check(either.Token).WaitAsync(either.Token);
            return Ok;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return "no answer in time";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, name, exception);
            return "does not answer";
        }
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "The readiness check '{Check}' failed")]
    private static partial void LogFailed(ILogger logger, string check, Exception exception);
}
