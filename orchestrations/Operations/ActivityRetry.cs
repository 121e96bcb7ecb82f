using Microsoft.DurableTask;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>How activities are tried again when they throw: what the cloud refuses comes back as a value instead and is paced by <c>RetryPacing</c>.</summary>
internal static class ActivityRetry
{
    /// <summary>Six attempts over half a minute: enough for a table or a queue to come back.</summary>
    public static TaskOptions Options { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 6, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(15)));

    /// <summary>For what must be done in the end, as undoing: most of a day.</summary>
    public static TaskOptions Patient { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 1_000, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(1)));
}
