using System.Diagnostics;

namespace Embedded.Functions.Tests;

/// <summary>Waits for a state that nothing signals, at most ten seconds.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), "The state was not reached within ten seconds.");
            await Task.Delay(5);
        }
    }
}
