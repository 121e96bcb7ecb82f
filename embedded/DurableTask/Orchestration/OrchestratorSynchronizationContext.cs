namespace Embedded.DurableTask.Orchestration;

/// <summary>Brings the continuations of an orchestrator back to it, one after the other, in the order in which they became ready.</summary>
internal sealed class OrchestratorSynchronizationContext(OrchestrationExecution execution) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => execution.Post(d, state);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits inside an orchestrator.");

    public override SynchronizationContext CreateCopy() => this;
}
