namespace Embedded.DurableTask.Engine;

/// <summary>
/// The named moments in the life of an engine at which a test may end the process: <see cref="DurableEngineOptions.Failpoint"/> is told the name of each one
/// passed. Those of the log are <see cref="Storage.LogFailpoints"/>.
/// </summary>
internal static class EngineFailpoints
{
    /// <summary>An instance got its turn, and its orchestrator has not run.</summary>
    public const string DispatchOrchestrator = "engine.dispatch.orchestrator";

    /// <summary>An activity is about to run.</summary>
    public const string DispatchActivity = "engine.dispatch.activity";

    /// <summary>A timer is due, and its instance has not been told.</summary>
    public const string DispatchTimer = "engine.dispatch.timer";

    /// <summary>An activity has run, and its instance has not been told.</summary>
    public const string CompletionBefore = "engine.completion.before";

    /// <summary>The instance knows what its activity answered, and nothing of it is recorded.</summary>
    public const string CompletionAfter = "engine.completion.after";

    /// <summary>An orchestrator has decided, and its outcome is not in the log.</summary>
    public const string CommitBefore = "engine.commit.before";

    /// <summary>The outcome is appended and applied, and perhaps not durable.</summary>
    public const string CommitAfter = "engine.commit.after";

    /// <summary>Outcomes are durable, and nothing that follows from them has begun.</summary>
    public const string ReleaseBefore = "engine.release.before";

    /// <summary>What follows from durable outcomes has begun.</summary>
    public const string ReleaseAfter = "engine.release.after";
}
