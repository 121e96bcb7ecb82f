using PlatformDeployer.Azure.Registry;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class TableEventLogTests
{
    private static readonly PlatformId Child = PlatformId.Parse("pone");

    [Fact]
    public async Task List_Events_ComeLatestFirstPageByPage()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        foreach (int number in new[] { 3, 1, 5, 2, 4 }) await root.Events.AppendAsync(Event($"e{number}", number), CancellationToken.None);
        await root.Events.AppendAsync(Event("other", 9) with { PlatformId = PlatformId.Parse("ptwo") }, CancellationToken.None);

        (IReadOnlyList<PlatformEvent> first, string? token) = await root.Events.ListAsync(Child, 2, null, CancellationToken.None);
        (IReadOnlyList<PlatformEvent> second, string? next) = await root.Events.ListAsync(Child, 2, token, CancellationToken.None);
        (IReadOnlyList<PlatformEvent> third, string? end) = await root.Events.ListAsync(Child, 2, next, CancellationToken.None);

        Assert.Equal(["e5", "e4", "e3", "e2", "e1"], first.Concat(second).Concat(third).Select(happened => happened.Id));
        Assert.Null(end);
    }

    [Fact]
    public async Task Append_SameIdAgain_ChangesNothingEvenAtAnotherTime()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await root.Events.AppendAsync(Event("e/1#?", 1), CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => root.Events.AppendAsync(Event("e/1#?", 7), CancellationToken.None))));

        (IReadOnlyList<PlatformEvent> events, _) = await root.Events.ListAsync(Child, 10, null, CancellationToken.None);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(1), events.Single().At);
    }

    [Fact]
    public async Task Append_ManyAtOnceWithOneId_WritesOne()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => root.Events.AppendAsync(Event("same", number), CancellationToken.None))));

        Assert.Single((await root.Events.ListAsync(Child, 10, null, CancellationToken.None)).Events);
    }

    [Fact]
    public async Task Append_MoreThanAreKept_DropsTheOldest()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        const int Written = TableEventLog.EventsMax + 200;
        for (int number = 0; number < Written; number++) await root.Events.AppendAsync(Event($"e{number}", number), CancellationToken.None);

        (IReadOnlyList<PlatformEvent> events, _) = await root.Events.ListAsync(Child, 5000, null, CancellationToken.None);

        Assert.InRange(events.Count, TableEventLog.EventsMax, TableEventLog.EventsMax + 150);
        Assert.Equal($"e{Written - 1}", events[0].Id);
        Assert.Equal(Enumerable.Range(Written - events.Count, events.Count).Reverse().Select(number => $"e{number}"), events.Select(happened => happened.Id));
    }

    [Fact]
    public async Task Forget_LeavesNoEvent()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        for (int number = 0; number < 120; number++) await root.Events.AppendAsync(Event($"e{number}", number), CancellationToken.None);

        await root.Events.ForgetAsync(Child, CancellationToken.None);
        await root.Events.ForgetAsync(Child, CancellationToken.None);

        Assert.Empty((await root.Events.ListAsync(Child, 10, null, CancellationToken.None)).Events);
        await root.Events.AppendAsync(Event("e1", 1), CancellationToken.None);
        Assert.Single((await root.Events.ListAsync(Child, 10, null, CancellationToken.None)).Events);
    }

    [Fact]
    public async Task List_TokenFromElsewhere_IsRefused()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);

        await Assert.ThrowsAsync<FormatException>(() => root.Events.ListAsync(Child, 10, "dXNhZ2U", CancellationToken.None));
    }

    private static PlatformEvent Event(string id, int minute) => new(id, Child, DateTimeOffset.UnixEpoch.AddMinutes(minute), "platform.active", "It works.");
}
