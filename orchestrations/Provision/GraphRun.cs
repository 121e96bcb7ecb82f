using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>Puts nodes of a resource graph, each as soon as what it waits for stands, each in an orchestration of its own.</summary>
/// <param name="context">The orchestration that runs it.</param>
/// <param name="graph">The graph.</param>
/// <param name="onStep">Told when a node begins and ends.</param>
internal sealed class GraphRun(TaskOrchestrationContext context, ResourceGraph graph, Action<ResourceNode, StepStatus> onStep)
{
    private readonly Dictionary<string, Task<NodeOutcome>> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private bool _stopping;

    /// <summary>What stands already, by key: nodes that are not put again but whose outputs others need.</summary>
    public Dictionary<string, JsonNode?> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The failure that stopped the run; null while there is none.</summary>
    public ProvisioningFailure? FirstFailure { get; private set; }

    /// <summary>The node that failed with it.</summary>
    public ResourceNode? FirstFailed { get; private set; }

    /// <summary>Begins to put the nodes of these keys.</summary>
    public void Start(IReadOnlySet<string> keys)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> waitsFor = GraphDependencies.Of(graph);
        foreach (ResourceNode node in graph.Nodes.Where(node => keys.Contains(node.Key)))
        {
            // nodes come in an order in which they can be put, so what this one waits for has begun
            Task<NodeOutcome>[] before = [.. waitsFor[node.Key].Where(_running.ContainsKey).Select(key => _running[key])];
            _running[node.Key] = PutAfterAsync(node, before);
        }
    }

    /// <summary>Ends when these nodes have ended, however they did.</summary>
    public Task EndOfAsync(IEnumerable<string> keys) => Task.WhenAll(keys.Select(key => _running[key]));

    /// <summary>Starts nothing more and cancels what is open.</summary>
    public void Stop()
    {
        if (_stopping) return;
        _stopping = true;
        foreach (string child in _open) context.SendEvent(child, CancelSignal.EventName, "stop");
    }

    private async Task<NodeOutcome> PutAfterAsync(ResourceNode node, Task<NodeOutcome>[] before)
    {
        NodeOutcome[] stood = await Task.WhenAll(before);
        if (_stopping || stood.Any(outcome => !outcome.Stands))
        {
            onStep(node, StepStatus.Skipped);
            return NodeOutcome.Skipped;
        }

        onStep(node, StepStatus.Running);
        NodeOutcome outcome = await PutAsync(node);
        onStep(node, outcome.Stands ? StepStatus.Succeeded : StepStatus.Failed);
        if (outcome.Stands)
        {
            Outputs[node.Key] = outcome.Resource;
            return outcome;
        }

        if (FirstFailure is null) (FirstFailure, FirstFailed) = (outcome.Failure, node);
        Stop();
        return outcome;
    }

    private async Task<NodeOutcome> PutAsync(ResourceNode node)
    {
        string id = graph.IdOf(node.Key);
        JsonObject body;
        try
        {
            body = ResourceOutputs.Resolve(node, Outputs);
        }
        catch (ResourceGraphException exception)
        {
            return new NodeOutcome(null, new ProvisioningFailure(FailureClass.Permanent, "TemplateOutputMissing", exception.Message, id));
        }

        string child = $"{context.InstanceId}.{context.NewGuid():n}";
        _open.Add(child);
        ProvisioningProgress progress = await context.CallSubOrchestratorAsync<ProvisioningProgress>(
            nameof(ProvisionResourceOrchestrator), new ResourceOrder(new ResourceTarget(id, node.ApiVersion), body), new SubOrchestrationOptions(instanceId: child));
        _open.Remove(child);
        return progress.Phase == ProvisioningPhase.Succeeded
            ? new NodeOutcome(progress.Resource ?? [], null)
            : new NodeOutcome(null, progress.Failure);
    }
}
