namespace Embedded.Crash.Tests;

/// <summary>What one life of the program left behind.</summary>
/// <param name="Life">The how manieth life on its folder it was.</param>
/// <param name="Lines">What it told before it ended.</param>
/// <param name="ExitCode">0 when it had nothing left to do, 1 when it could not begin or go on, anything else when it was killed.</param>
/// <param name="Errors">What it complained of.</param>
internal sealed record LifeReport(int Life, IReadOnlyList<string> Lines, int ExitCode, string Errors)
{
    public bool IsDone => ExitCode == 0;

    public bool WasKilled => ExitCode is not (0 or 1);
}
