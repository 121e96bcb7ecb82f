namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which attempt of how many an invocation is.</summary>
public abstract class RetryContext
{
    protected RetryContext()
    {
    }

    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}
