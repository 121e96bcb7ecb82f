namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>Waits for a state by asking for it, never longer than a limit.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the answer is not null.</summary>
    /// <exception cref="TimeoutException">It stayed null; <paramref name="what"/> says what was waited for.</exception>
    public static async Task<T> AnsweredAsync<T>(Func<Task<T?>> ask, TimeSpan limit, Func<string> what)
        where T : class
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer) return answer;
            if (TimeProvider.System.GetElapsedTime(began) > limit) throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what()}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Asks until it is so.</summary>
    public static Task TrueAsync(Func<Task<bool>> ask, TimeSpan limit, Func<string> what) =>
        AnsweredAsync<object>(async () => await ask() ? Pause : null, limit, what);
}
