namespace Microsoft.DurableTask;

/// <summary>How often, after which pauses and for how long a failed task is tried again.</summary>
public class RetryPolicy
{
    private static readonly TimeSpan DefaultLongestInterval = TimeSpan.FromHours(1);

    /// <exception cref="ArgumentOutOfRangeException">An argument makes no sense by itself or beside the others.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1, TimeSpan? maxRetryInterval = default, TimeSpan? retryTimeout = default)
    {
        TimeSpan longest = maxRetryInterval ?? DefaultLongestInterval;
        TimeSpan timeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
        Require(maxNumberOfAttempts > 0, nameof(maxNumberOfAttempts), maxNumberOfAttempts, "greater than zero");
        Require(firstRetryInterval > TimeSpan.Zero, nameof(firstRetryInterval), firstRetryInterval, "greater than zero");
        Require(backoffCoefficient >= 1, nameof(backoffCoefficient), backoffCoefficient, "greater or equal to 1.0");
        Require(
            longest == Timeout.InfiniteTimeSpan || longest >= firstRetryInterval,
            nameof(maxRetryInterval),
            longest,
            $"greater or equal to the value for {nameof(firstRetryInterval)}");
        Require(
            timeout == Timeout.InfiniteTimeSpan || timeout >= firstRetryInterval,
            nameof(retryTimeout),
            timeout,
            $"greater or equal to the value for {nameof(firstRetryInterval)}");
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = longest;
        RetryTimeout = timeout;
        Handle = static _ => true;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    public Func<Exception, bool> Handle { get; private init; }

    /// <summary>Sees the failure's details and answers whether it may be tried again.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Handle = exception => exception is TaskFailedException failed
                ? value(failed.FailureDetails)
                : value(TaskFailureDetails.FromException(exception));
        }
    }

    private static void Require(bool holds, string argument, object actual, string rule)
    {
        if (!holds) throw new ArgumentOutOfRangeException(argument, actual, $"The value for {argument} must be {rule}.");
    }
}
