namespace Embedded.Crash.Workload;

/// <summary>
/// What the program has been told, one line each, in a pipe before the program goes on: what is in a pipe survives the one who wrote it.
/// </summary>
internal sealed class Acknowledgements(TextWriter output)
{
    /// <summary>The log is open and the engine has taken up what it held.</summary>
    public void Ready() => output.WriteLine("ready");

    /// <summary>The instance was there when the program started.</summary>
    public void Found(string id, string status) => output.WriteLine($"found {id} {status}");

    /// <summary>The instance was scheduled.</summary>
    public void Scheduled(string id) => output.WriteLine($"scheduled {id}");

    /// <summary>The event is about to be raised: it may have been, if nothing more is said of it.</summary>
    public void Raising(string id, int number) => output.WriteLine($"raising {id} {number}");

    /// <summary>The event was raised.</summary>
    public void Raised(string id, int number) => output.WriteLine($"raised {id} {number}");

    /// <summary>The instance was terminated.</summary>
    public void Terminated(string id) => output.WriteLine($"terminated {id}");

    /// <summary>The instance has ended.</summary>
    public void Ended(string id, string status, string? result) => output.WriteLine($"ended {id} {status} {result}");

    /// <summary>Nothing is left to do.</summary>
    public void Done() => output.WriteLine("done");
}
