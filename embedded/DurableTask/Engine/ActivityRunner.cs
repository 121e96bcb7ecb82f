using System.Diagnostics;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Telemetry;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Engine;

/// <summary>Runs one activity in a scope of its own, and turns how it ends into the answer its orchestration gets.</summary>
internal sealed partial class ActivityRunner(DurableTaskRegistry registry, IServiceProvider services, OrchestrationSettings settings, EngineTelemetry telemetry, ILogger logger)
{
    public Task<HistoryEvent> RunAsync(ActivityCall call) =>
        telemetry.Metrics is null && call.Instance.State.Start.Trace is null ? AnswerAsync(call) : TellAsync(call);

    private async Task<HistoryEvent> TellAsync(ActivityCall call)
    {
        Activity? span = telemetry.Tracing.Run(call);
        long began = telemetry.Time.GetTimestamp();
        HistoryEvent answer = await AnswerAsync(call).ConfigureAwait(false);
        telemetry.Metrics?.ActivityRan(call.Request.Name!, began, answer.Kind);
        telemetry.Tracing.End(span, answer.Failure?.ErrorMessage);
        return answer;
    }

    private async Task<HistoryEvent> AnswerAsync(ActivityCall call)
    {
        using IDisposable? logScope = logger.BeginScope(new InstanceScope(call.Instance.Id));
        HistoryEvent request = call.Request;
        string name = request.Name!;
        if (!registry.TryGetActivity(name, request.Version, out Func<IServiceProvider, ITaskActivity>? factory))
            return Failed(request, Failures.ActivityNotFound(name, request.Version), isFinal: true);
        try
        {
            AsyncServiceScope scope = services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                ITaskActivity activity = factory(scope.ServiceProvider);
                object? input = settings.Converter.Deserialize(request.Data, activity.InputType);
                object? output = await activity.RunAsync(new ActivityContext(name, request.Version, call.Instance.Id), input).ConfigureAwait(false);
                string? result = settings.Serialize(output, $"The result of '{name}'");
                return new HistoryEvent(HistoryEventKind.ActivityCompleted, request.TaskId) { Data = result };
            }
        }
        catch (Exception e)
        {
            LogActivityFailed(logger, e, name, call.Instance.Id);
            return Failed(request, Failures.Record(e), isFinal: false);
        }
    }

    private static HistoryEvent Failed(HistoryEvent request, TaskFailureDetails failure, bool isFinal) =>
        new(HistoryEventKind.ActivityFailed, request.TaskId) { Failure = failure, IsFinal = isFinal };

    [LoggerMessage(EventId = 20, Level = LogLevel.Information, Message = "The activity {Name} of instance {InstanceId} failed.")]
    private static partial void LogActivityFailed(ILogger logger, Exception exception, string name, string instanceId);
}
