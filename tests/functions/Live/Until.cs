namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>Waits for a state that nothing signals.</summary>
internal static class Until
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a condition holds, and fails when it does not within the limit.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, string what) =>
        ValueAsync(condition, holds => holds, limit, what);

    /// <summary>Reads until what is read is as it should be, and answers it; fails with what was read last when it is not within the limit.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T>> read, Func<T, bool> isReached, TimeSpan limit, string what)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            T value = await read();
            if (isReached(value)) return value;
            if (TimeProvider.System.GetElapsedTime(began) > limit) Assert.Fail($"Not within {limit.TotalSeconds:F0} s: {what}. The last that was seen: {value}");
            await Task.Delay(LookInterval, TimeProvider.System);
        }
    }
}
