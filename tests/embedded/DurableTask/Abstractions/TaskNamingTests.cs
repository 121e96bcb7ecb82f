using Microsoft.DurableTask;
using Microsoft.DurableTask.Abstractions;

namespace Embedded.DurableTask.Tests.Abstractions;

public sealed class TaskNamingTests
{
    [Fact]
    public void Names_DifferingByCase_AreEqual()
    {
        Assert.Equal(new TaskName("Work"), new TaskName("wORK"));
        Assert.Equal(new TaskName("Work").GetHashCode(), new TaskName("wORK").GetHashCode());
        Assert.NotEqual(new TaskName("Work"), new TaskName("Works"));
        Assert.Equal(new TaskVersion("1-a"), new TaskVersion("1-A"));
        Assert.Equal(TaskVersion.Unversioned, default);
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "1", -1)]
    [InlineData("1", " ", 1)]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("2.0", "1.10", 1)]
    [InlineData("beta", "ALPHA", 1)]
    public void CompareVersions_OrdersNumbersAsNumbers(string source, string other, int expected) =>
        Assert.Equal(expected, Math.Sign(TaskOrchestrationVersioningUtils.CompareVersions(source, other)));

    [Fact]
    public void Add_OfANameThatIsTaken_IsRefused()
    {
        DurableTaskRegistry tasks = new DurableTaskRegistry().AddActivityFunc("Work", _ => { });
        ArgumentException refused = Assert.Throws<ArgumentException>(() => tasks.AddActivityFunc("work", _ => { }));
        Assert.Contains("'work' is already added", refused.Message, StringComparison.Ordinal);
        tasks.AddActivityFunc<int, int>("Work", "2", (_, n) => Task.FromResult(n));
        Assert.Throws<ArgumentException>(() => tasks.AddActivity(typeof(string)));
        Assert.Equal(2, tasks.GetActivities().Count());
    }

    [Theory]
    [InlineData("2", "2")]
    [InlineData("3", "any")]
    [InlineData("", "any")]
    public void Find_OfAVersion_PrefersItToNone(string wanted, string expected)
    {
        DurableTaskRegistry tasks = new DurableTaskRegistry()
            .AddActivity("Work", new Named("any"))
            .AddActivity("Work", "2", () => new Named("2"));
        Assert.True(tasks.TryGetActivity("WORK", wanted, out Func<IServiceProvider, ITaskActivity>? factory));
        Assert.Equal(expected, ((Named)factory(null!)).Version);
        Assert.False(tasks.TryGetActivity("Other", wanted, out _));
    }

    private sealed class Named(string version) : TaskActivity<int, int>
    {
        public string Version => version;

        public override Task<int> RunAsync(TaskActivityContext context, int input) => Task.FromResult(input);
    }
}
