using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Abstractions;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0, 1, 1.0, 2, 2, "maxNumberOfAttempts")]
    [InlineData(1, 0, 1.0, 2, 2, "firstRetryInterval")]
    [InlineData(1, 1, 0.9, 2, 2, "backoffCoefficient")]
    [InlineData(1, 3, 1.0, 2, 4, "maxRetryInterval")]
    [InlineData(1, 3, 1.0, 4, 2, "retryTimeout")]
    public void Create_WithNonsense_NamesTheArgument(int attempts, int first, double coefficient, int longest, int timeout, string argument)
    {
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new RetryPolicy(attempts, first * Second, coefficient, longest * Second, timeout * Second));
        Assert.Equal(argument, refused.ParamName);
    }

    [Fact]
    public void HandleFailure_IsAskedWithTheDetailsOfAFailedTask()
    {
        var policy = new RetryPolicy(2, Second) { HandleFailure = failure => failure.ErrorType == "Known" };
        Assert.True(policy.Handle(new TaskFailedException("T", 1, new TaskFailureDetails("Known", "m", null, null, null))));
        Assert.False(policy.Handle(new InvalidOperationException("unknown")));
        Assert.True(new RetryPolicy(2, Second).Handle(new InvalidOperationException("any")));
    }
}
