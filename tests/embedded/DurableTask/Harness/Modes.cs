using Embedded.DurableTask.Engine;

namespace Embedded.DurableTask.Tests.Harness;

/// <summary>The two ways in which an engine may go on with an orchestration: what it does may not differ.</summary>
internal static class Modes
{
    public static DurableEngineOptions Options(bool replaysAlways) => new() { ReplaysAlways = replaysAlways };
}
