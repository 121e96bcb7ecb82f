using System.Globalization;

namespace PlatformDeployer.Simulation.Engine;

/// <summary>What an orchestration does, and what it answers whatever happens to it on the way.</summary>
internal static class Script
{
    public const string FailureMessage = "The script fails.";

    private const int StepsMax = 6;
    private const int DepthMax = 2;

    public static IReadOnlyList<Step> Draw(Random chance, int depth = 0)
    {
        var steps = new List<Step>();
        for (int count = chance.Next(1, StepsMax + 1); count > 0; count--)
        {
            var kind = (StepKind)chance.Next((int)StepKind.Fail);
            if (kind == StepKind.Child && depth == DepthMax) kind = StepKind.Call;
            // Nobody knows of a child's wishes: only the client's own instances collect.
            if (kind == StepKind.Collect && depth > 0) kind = StepKind.Echo;
            steps.Add(new Step(kind, chance.Next(1, 5), kind == StepKind.Child ? Draw(chance, depth + 1) : null));
        }

        if (chance.Next(10) == 0) steps.Add(new Step(StepKind.Fail, 1));
        return steps;
    }

    public static bool Fails(IReadOnlyList<Step> steps) => steps[^1].Kind == StepKind.Fail;

    /// <summary>What a step adds to the output, and what it must, whatever happens.</summary>
    public static string Expected(Step step) => step.Kind switch
    {
        StepKind.Call or StepKind.Race => Text($"called {Answer(step.Size)}"),
        StepKind.Spread => Text($"spread {Enumerable.Range(0, step.Size * 2).Sum(Answer)}"),
        StepKind.Sleep => "slept",
        StepKind.Retry => Text($"refused {step.Size}"),
        StepKind.Collect or StepKind.Echo => Text($"got {string.Join(',', Enumerable.Range(0, step.Size))}"),
        StepKind.Miss => "missed",
        StepKind.Child => Fails(step.Child!) ? FailureMessage : string.Join('|', step.Child!.Select(Expected)),
        StepKind.Tell => "told",
        StepKind.Renew => "renewed",
        _ => throw new InvalidOperationException($"A {step.Kind} has no answer."),
    };

    public static int Answer(int number) => (number * 3) + 1;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
