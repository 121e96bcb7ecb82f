using Microsoft.DurableTask.Client;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Tests.Operations;

public sealed class InstanceAttemptsTests
{
    private static readonly DateTimeOffset Failed = new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData("2", 9, false)]
    [InlineData("2", 10, true)]
    [InlineData("5", 79, false)]
    [InlineData("5", 80, true)]
    [InlineData("9", 599, false)]
    [InlineData("9", 600, true)]
    [InlineData("10", 1_000_000, false)]
    [InlineData("what", 0, true)]
    public void AllowAnother_ByAttemptAndPause_IsAsTheTableSays(string? attempt, int seconds, bool expected)
    {
        var instance = new OrchestrationMetadata("Spawn", "spawn-x")
        {
            LastUpdatedAt = Failed,
            Tags = attempt is null
                ? new Dictionary<string, string>(StringComparer.Ordinal)
                : new Dictionary<string, string>(StringComparer.Ordinal) { ["attempt"] = attempt },
        };
        Assert.Equal(expected, InstanceAttempts.AllowAnother(instance, Failed.AddSeconds(seconds)));
    }

    [Fact]
    public void Of_WhatItWasMarkedWith_IsTheAttempt()
    {
        var instance = new OrchestrationMetadata("Spawn", "spawn-x") { Tags = InstanceAttempts.TagsOf(4) };
        Assert.Equal(4, InstanceAttempts.Of(instance));
    }
}
