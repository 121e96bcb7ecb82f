using System.Diagnostics;

namespace PlatformDeployer.Simulation.World;

/// <summary>
/// The one thread on which all of a world runs: the pool's, when the pool may have but one. It takes what is queued in the order in which it was
/// queued, so what happens depends on nothing but the seed.
/// </summary>
internal static class OneThread
{
    private const string ProcessorCount = "DOTNET_PROCESSOR_COUNT";

    // The pool never has fewer threads than the machine has processors: the process has to believe in a single one.
    public static ProcessStartInfo Of(ProcessStartInfo start)
    {
        start.Environment[ProcessorCount] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    public static bool IsPossible => Environment.ProcessorCount == 1;

    /// <summary>Runs something on the one thread, and waits for it on another.</summary>
    /// <exception cref="TimeoutException">It did not end within the limit, of real time: the thread is blocked, or what happens never ends.</exception>
    public static T Run<T>(Func<Task<T>> run, TimeSpan limit)
    {
        if (!ThreadPool.SetMinThreads(1, 1) || !ThreadPool.SetMaxThreads(1, 1)) throw new InvalidOperationException("The pool cannot be held to one thread.");
        Task<T> running = Task.Run(run);

        // not awaited: a continuation would need the very thread that may be blocked
        return running.Wait(limit) ? running.Result : throw new TimeoutException($"The world has not ended after {limit.TotalSeconds:0} s.");
    }

    /// <summary>Lets everything run that can before time goes on.</summary>
    public static async Task SettleAsync()
    {
        do
        {
            await Task.Yield();
        }
        while (ThreadPool.PendingWorkItemCount > 0);
    }
}
