namespace PlatformDeployer.Simulation.Engine;

/// <summary>The input of an orchestration that follows a script.</summary>
/// <param name="Steps">The script.</param>
/// <param name="From">Where this generation begins.</param>
/// <param name="Seen">What the steps before have answered.</param>
/// <param name="Received">How often each event was received.</param>
internal sealed record ScriptOrder(IReadOnlyList<Step> Steps, int From, IReadOnlyList<string> Seen, IReadOnlyDictionary<string, int> Received)
{
    public static ScriptOrder Of(IReadOnlyList<Step> steps) => new(steps, 0, [], new Dictionary<string, int>(StringComparer.Ordinal));
}

/// <summary>The output of one.</summary>
/// <param name="Seen">What the steps have answered.</param>
/// <param name="Received">How often each event was received.</param>
internal sealed record ScriptResult(IReadOnlyList<string> Seen, IReadOnlyDictionary<string, int> Received);

/// <summary>The input of an activity.</summary>
/// <param name="Key">Names the call: no two calls have the same, but the attempts of one.</param>
/// <param name="Number">What it is about.</param>
/// <param name="Fails">Whether it fails.</param>
internal sealed record Errand(string Key, int Number, bool Fails);
