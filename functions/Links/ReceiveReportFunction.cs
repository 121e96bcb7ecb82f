using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Report;

namespace PlatformDeployer.Functions.Links;

/// <summary><c>POST /links/reports</c>: a child tells that it lives and what changed below it.</summary>
/// <param name="intake">Takes it.</param>
public sealed class ReceiveReportFunction(ReportIntake intake)
{
    /// <summary>Runs the function.</summary>
    [Function("ReceiveReport")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "links/reports")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        QueryReader.RefuseAll(request);
        PlatformReport report = await LinkBody.ReadAsync<PlatformReport>(request, cancellationToken);
        CheckComplete(report);
        switch (await intake.TakeAsync(report, cancellationToken))
        {
            case ReportOutcome.UnknownChild:
                throw Problem.PlatformNotFound(report.From.Value);
            case ReportOutcome.OutsideSubtree:
                throw Problem.InvalidField("platforms", "A platform reports only what stands below it.");
            case ReportOutcome.TakenWithConcern:
                await MonitorStart.WakeAsync(client, report.From, "its own front door does not answer", cancellationToken);
                break;
        }

        return HttpAnswer.Empty(StatusCodes.Status204NoContent);
    }

    // A serializer lets null pass where a list is meant.
    private static void CheckComplete(PlatformReport report)
    {
        bool complete = report.Platforms is not null && report.Events is not null && report.Forgotten is not null
            && report.Platforms.All(platform => platform is { Path: not null, Configuration.Values: not null, Limits: not null, Health.Incidents: not null, Labels: not null })
            && report.Events.All(happened => happened is { Id: not null, Type: not null, Message: not null });
        if (!complete) throw Problem.InvalidField("platforms", "The report is not complete: lists and records may not be null.");
    }
}
