using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Abstractions;

public sealed class TaskFailureDetailsTests
{
    [Fact]
    public void FromException_WithInnerOnes_KeepsTheChain()
    {
        TaskFailureDetails details = TaskFailureDetails.FromException(new InvalidOperationException("outer", new FormatException("inner")));
        Assert.Equal(("System.InvalidOperationException: outer", "System.FormatException: inner"), (details.ToString(), details.InnerFailure!.ToString()));
        Assert.Null(details.InnerFailure.InnerFailure);
    }

    [Fact]
    public void FromException_OfAVeryDeepChain_IsCutOff()
    {
        Exception deep = new FormatException("innermost");
        for (int n = 0; n < 1000; n++) deep = new InvalidOperationException($"level {n}", deep);
        TaskFailureDetails? details = TaskFailureDetails.FromException(deep);
        Assert.Equal("level 999", details.ErrorMessage);
        int levels = 0;
        for (; details is not null; details = details.InnerFailure) levels++;
        Assert.InRange(levels, 10, 100);
    }

    [Theory]
    [InlineData(typeof(ArgumentNullException), typeof(ArgumentException), true)]
    [InlineData(typeof(ArgumentException), typeof(ArgumentNullException), false)]
    [InlineData(typeof(OwnException), typeof(OwnException), true)]
    [InlineData(typeof(OwnException), typeof(Exception), true)]
    [InlineData(typeof(OwnException), typeof(TimeoutException), false)]
    public void IsCausedBy_LooksAtTheTypeAndItsBases(Type thrown, Type asked, bool expected)
    {
        var details = new TaskFailureDetails(thrown.ToString(), "m", null, new TaskFailureDetails("System.TimeoutException", "m", null, null, null), null);
        Assert.Equal(expected, details.IsCausedBy(asked));
    }

    [Fact]
    public void IsCausedBy_OfATypeNobodyKnows_IsFalse()
    {
        var details = new TaskFailureDetails("No.Such.Type", "m", null, null, null);
        Assert.False(details.IsCausedBy<Exception>());
        Assert.Throws<ArgumentException>(() => details.IsCausedBy(typeof(string)));
    }

    private sealed class OwnException : Exception;
}
