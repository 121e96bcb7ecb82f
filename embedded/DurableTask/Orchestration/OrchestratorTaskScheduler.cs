namespace Embedded.DurableTask.Orchestration;

/// <summary>Runs the tasks that an orchestrator starts without a scheduler of their own on the orchestrator's thread, in order.</summary>
internal sealed class OrchestratorTaskScheduler : TaskScheduler
{
    public static OrchestratorTaskScheduler Instance { get; } = new();

    public override int MaximumConcurrencyLevel => 1;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task) => OrchestrationExecution.Current?.Post(static state => Instance.TryExecuteTask((Task)state!), task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        OrchestrationExecution.Current is not null && !taskWasPreviouslyQueued && TryExecuteTask(task);
}
