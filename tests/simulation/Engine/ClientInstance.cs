using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>An instance as its client sees it.</summary>
internal sealed class ClientInstance(string id, IReadOnlyList<Step> steps)
{
    public string Id => id;

    public IReadOnlyList<Step> Steps => steps;

    public Knowledge Scheduled { get; set; }

    public Knowledge Terminated { get; set; }

    public Knowledge Purged { get; set; }

    /// <summary>How it ended, once the client has seen it.</summary>
    public OrchestrationMetadata? End { get; set; }

    /// <summary>The events it needs, by their keys.</summary>
    public IReadOnlyDictionary<string, ClientEvent> Events { get; } = steps
        .Select((step, index) => (step, index))
        .Where(at => at.step.Kind == StepKind.Collect)
        .SelectMany(at => Enumerable.Range(0, at.step.Size).Select(number => new ClientEvent(at.index, number)))
        .ToDictionary(sent => ScriptRun.EventKey(sent.Index, sent.Number), StringComparer.Ordinal);

    /// <summary>Whether it is known to be there.</summary>
    public bool MustExist => Scheduled == Knowledge.Acknowledged && Purged == Knowledge.Never;
}

/// <summary>An event for an instance.</summary>
/// <param name="Index">The step that waits for it.</param>
/// <param name="Number">Which of those of the step.</param>
internal sealed record ClientEvent(int Index, int Number)
{
    public Knowledge Raised { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Sends { get; set; }
}
