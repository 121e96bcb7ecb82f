using Microsoft.DurableTask;

namespace Embedded.DurableTask.Orchestration;

/// <summary>Decides after each failed attempt of one call whether there is another, and pauses before it. The time counts from the first attempt.</summary>
internal sealed class RetryDecision(TaskOrchestrationContext context, TaskRetryOptions retry, DateTime start)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(3650);

    private int _failures;

    public async Task<bool> MayTryAgainAsync(TaskFailedException failure)
    {
        _failures++;
        if (retry.Handler is { } handler)
        {
            TimeSpan total = context.CurrentUtcDateTime - start;
            return await handler(new RetryContext(context, _failures, failure.FailureDetails, total, CancellationToken.None)).ConfigureAwait(true);
        }

        RetryPolicy policy = retry.Policy!;
        bool isOver = _failures >= policy.MaxNumberOfAttempts
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && context.CurrentUtcDateTime >= Add(start, policy.RetryTimeout));
        if (isOver || !Allows(policy, failure)) return false;
        await context.CreateTimer(Add(context.CurrentUtcDateTime, PauseOf(policy)), CancellationToken.None).ConfigureAwait(true);
        return true;
    }

    private TimeSpan PauseOf(RetryPolicy policy)
    {
        double milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, _failures - 1);
        TimeSpan longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? LongestPause : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    /// <summary>A filter that throws counts as a refusal, so that it does not hide the failure it was asked about.</summary>
    private static bool Allows(RetryPolicy policy, TaskFailedException failure)
    {
        try
        {
            return policy.Handle(failure);
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static DateTime Add(DateTime time, TimeSpan span) => span > DateTime.MaxValue - time ? DateTime.MaxValue : time + span;
}
