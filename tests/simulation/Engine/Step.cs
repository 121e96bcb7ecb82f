namespace PlatformDeployer.Simulation.Engine;

/// <summary>One step of a script.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Size">How much of it.</param>
/// <param name="Child">What a child does.</param>
internal sealed record Step(StepKind Kind, int Size, IReadOnlyList<Step>? Child = null);

internal enum StepKind
{
    /// <summary>Call an activity.</summary>
    Call,

    /// <summary>Call many at once.</summary>
    Spread,

    /// <summary>Wait for a durable timer.</summary>
    Sleep,

    /// <summary>Call an activity that always fails, by a retry policy.</summary>
    Retry,

    /// <summary>Wait for events that the client sends, each at least once.</summary>
    Collect,

    /// <summary>Send oneself events and wait for them.</summary>
    Echo,

    /// <summary>Wait for an event that never comes.</summary>
    Miss,

    /// <summary>Wait for an activity or a timer, whichever is first, and for the activity.</summary>
    Race,

    /// <summary>Run a script as a child.</summary>
    Child,

    /// <summary>Set the custom status.</summary>
    Tell,

    /// <summary>Continue as new.</summary>
    Renew,

    /// <summary>Fail.</summary>
    Fail,
}
