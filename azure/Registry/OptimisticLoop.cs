using Azure;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Tries a read-and-write again while others are faster, after pauses that grow and spread, a bounded number of times.</summary>
internal sealed class OptimisticLoop(TimeProvider time, Random random)
{
    /// <summary>How often a change is tried.</summary>
    public const int AttemptsMax = 30;

    private const double FirstPauseMilliseconds = 4;
    private const double LongestPauseMilliseconds = 500;

    /// <summary>Runs an attempt until it comes through.</summary>
    /// <exception cref="RegistryBusyException">It never did.</exception>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (int attempts = 1; ; attempts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await attempt();
            }
            catch (RequestFailedException exception) when (TableErrors.IsConflict(exception))
            {
                if (attempts == AttemptsMax) throw new RegistryBusyException(what, attempts, exception);
            }

            double longest = Math.Min(FirstPauseMilliseconds * Math.Pow(2, attempts), LongestPauseMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(longest * random.NextDouble()), time, cancellationToken);
        }
    }
}
