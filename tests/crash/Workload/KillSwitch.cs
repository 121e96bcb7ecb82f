using System.Diagnostics;

namespace Embedded.Crash.Workload;

/// <summary>Ends this process by SIGKILL, as nothing in it can notice or prevent, when a failpoint is passed for the n-th time.</summary>
internal sealed class KillSwitch(string failpoint, int pass)
{
    private readonly Process _self = Process.GetCurrentProcess();
    private int _passes;

    public void Passed(string name)
    {
        if (name == failpoint && Interlocked.Increment(ref _passes) == pass) _self.Kill();
    }
}
