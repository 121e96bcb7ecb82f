using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Embedded.DurableTask.Engine;

/// <summary>The limits of an engine and how it works.</summary>
internal sealed class DurableEngineOptions
{
    /// <summary>Orchestrators that run at the same moment; one that waits does not count.</summary>
    public int ConcurrentOrchestratorsMax { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Activities that have begun and not ended.</summary>
    public int ConcurrentActivitiesMax { get; init; } = 256;

    /// <summary>Entities that work on operations at the same time.</summary>
    public int ConcurrentEntitiesMax { get; init; } = 256;

    /// <summary>
    /// Orchestrators kept in memory while they wait, at three or four kilobytes each; the one unused longest is dropped, and replayed when it is
    /// needed again.
    /// </summary>
    public int LiveOrchestratorsMax { get; init; } = 25_000;

    /// <summary>Keep none, so that every work item begins with a replay: for tests of determinism.</summary>
    public bool ReplaysAlways { get; init; }

    /// <summary>In UTF-16 characters, of one input, output, event or status.</summary>
    public int PayloadMaxLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Events in the history of one generation; an orchestration that lives longer continues as new.</summary>
    public int HistoryEventsMax { get; init; } = 200_000;

    /// <summary>The size of the history of one generation.</summary>
    public long HistoryMaxBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Messages that wait for one instance or entity, sent from outside.</summary>
    public int InboxMessagesMax { get; init; } = 100_000;

    /// <summary>Calls and timers of one orchestration that are open at the same time.</summary>
    public int OpenTasksMax { get; init; } = 20_000;

    /// <summary>Whose engine it is, so that the spans of several in one process are told apart; null where there is only one.</summary>
    public string? Owner { get; init; }

    /// <summary>Calls, timers and events of one orchestration in one step: what it decides before it waits.</summary>
    public int DecisionsMax { get; init; } = 100_000;

    /// <summary>
    /// Starts of the engine that begin what an instance has under way without a step coming of it; at the next one it is held, as it may be what
    /// ends the process. High enough that a machine with troubles of its own does not have everything held.
    /// </summary>
    public int BeginningsMax { get; init; } = 25;

    /// <summary>How long a stop waits for what is under way.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The version of instances that are scheduled or called without one.</summary>
    public string DefaultVersion { get; init; } = string.Empty;

    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    /// <summary>Told each of the <see cref="EngineFailpoints"/> that is passed, on the thread that passes it; null, as it is outside tests, costs nothing.</summary>
    public Action<string>? Failpoint { get; init; }
}
