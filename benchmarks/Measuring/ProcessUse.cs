using System.Diagnostics;

namespace PlatformDeployer.Benchmarks.Measuring;

/// <summary>What this process uses at a moment.</summary>
/// <param name="HeapBytes">What is reachable on the managed heap.</param>
/// <param name="ResidentBytes">What the process holds of the machine's memory.</param>
/// <param name="Processor">The processor time since its start.</param>
internal sealed record ProcessUse(long HeapBytes, long ResidentBytes, TimeSpan Processor)
{
    private const string StatusFile = "/proc/self/status";

    /// <summary>Collects garbage to the last, so that what is counted is what is needed.</summary>
    public static ProcessUse AfterCollection()
    {
        for (int pass = 0; pass < 2; pass++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using Process process = Process.GetCurrentProcess();
        return new ProcessUse(GC.GetTotalMemory(forceFullCollection: true), Resident(process), process.TotalProcessorTime);
    }

    /// <summary>The processor time so far; cheap.</summary>
    public static TimeSpan ProcessorTime()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    // Anonymous memory, where the system tells it: the pages of the program's own files are shared and are no child's cost.
    private static long Resident(Process process)
    {
        if (!File.Exists(StatusFile)) return process.WorkingSet64;
        string? line = File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return line is null ? process.WorkingSet64 : long.Parse(line.AsSpan(8).Trim()[..^3], provider: null) * 1024;
    }
}
