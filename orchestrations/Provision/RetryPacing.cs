namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>When to try again after a passing failure: doubled each time, spread, never before the server wants it.</summary>
internal static class RetryPacing
{
    /// <summary>How many passing failures in a row one request may meet.</summary>
    public const int AttemptsMax = 15;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait.</summary>
    /// <param name="failures">How many failures there were in a row, from 1.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    /// <param name="spread">Something replay-safe that differs from request to request, so that they do not come back together.</param>
    public static TimeSpan Delay(int failures, TimeSpan? retryAfter, Guid spread)
    {
        double doubled = First.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 16));
        double capped = Math.Min(doubled, Longest.TotalMilliseconds);
        int share = spread.ToByteArray()[0];
        TimeSpan own = TimeSpan.FromMilliseconds(capped * (0.5 + (share / 510.0)));
        return retryAfter is { } asked && asked > own ? asked : own;
    }
}
