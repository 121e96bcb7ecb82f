using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Engine.Entities;

public sealed class EngineEntityClientTests
{
    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddEntity<Account>()
        .AddEntity<Account>("other")
        .AddOrchestratorFunc("Hold", async context =>
        {
            await using IAsyncDisposable held = await context.Entities.LockEntitiesAsync(Account.Id("locked"));
            await context.WaitForExternalEvent<int>("Go");
        });

    [Fact]
    public async Task GetAll_ByPrefixAndPage_GivesEachOnceInTheOrderOfTheIds()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        DurableEntityClient entities = engine.Client.Entities;
        for (int n = 0; n < 25; n++) await entities.SignalEntityAsync(Account.Id($"{n:d2}"), "Add", n);
        await entities.SignalEntityAsync(new EntityInstanceId("Other", "x"), "Add", 1);
        await engine.IdleAsync();
        List<EntityMetadata<int>> all = await entities.GetAllEntitiesAsync<int>(new EntityQuery { InstanceIdStartsWith = "Account", PageSize = 10 }).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 25), all.Select(entity => entity.State));
        List<Page<EntityMetadata>> pages = await entities.GetAllEntitiesAsync(new EntityQuery { IncludeState = false }).AsPages(pageSizeHint: 10).ToListAsync();
        Assert.Equal([10, 10, 6], pages.Select(page => page.Values.Count));
        Assert.All(pages.SelectMany(page => page.Values), entity => Assert.False(entity.IncludesState));
        Assert.Equal(3, (await entities.GetAllEntitiesAsync(new EntityQuery { InstanceIdStartsWith = "@Account@2", ContinuationToken = "@account@21" }).ToListAsync()).Count);
        Assert.Empty(await entities.GetAllEntitiesAsync(new EntityQuery { InstanceIdStartsWith = "nobody" }).ToListAsync());
    }

    [Fact]
    public async Task GetAll_ByTime_GivesThoseThatWorkedThen()
    {
        var time = new ManualTime();
        DateTimeOffset start = time.GetUtcNow();
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, time: time);
        foreach (string key in new[] { "first", "second", "third" })
        {
            await engine.Client.Entities.SignalEntityAsync(Account.Id(key), "Add", 1);
            await engine.IdleAsync();
            time.Advance(TimeSpan.FromHours(1));
        }

        var query = new EntityQuery { LastModifiedFrom = start.AddMinutes(30), LastModifiedTo = start.AddMinutes(90) };
        EntityMetadata found = Assert.Single(await engine.Client.Entities.GetAllEntitiesAsync(query).ToListAsync());
        Assert.Equal(("second", start.AddHours(1)), (found.Id.Key, found.LastModifiedTime));
    }

    [Fact]
    public async Task GetAll_OfTransientEntities_GivesThemOnRequest()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        DurableEntityClient entities = engine.Client.Entities;
        await engine.ScheduleAsync("Hold", id: "holder");
        await engine.IdleAsync();
        await entities.SignalEntityAsync(Account.Id("locked"), "Add", 1);
        Assert.Empty(await entities.GetAllEntitiesAsync().ToListAsync());
        Assert.Null(await entities.GetEntityAsync(Account.Id("locked")));
        EntityMetadata locked = Assert.Single(await entities.GetAllEntitiesAsync(new EntityQuery { IncludeTransient = true }).ToListAsync());
        Assert.Equal(("holder", 1, false), (locked.LockedBy, locked.BacklogQueueSize, locked.IncludesState));
        await engine.Client.RaiseEventAsync("holder", "Go", 1);
        await engine.IdleAsync();
        Assert.Equal(1, (await entities.GetEntityAsync<int>(Account.Id("locked"), includeState: true))!.State);
    }

    [Fact]
    public async Task Delete_OfAnEntity_LeavesNothingToCleanUp()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        DurableEntityClient entities = engine.Client.Entities;
        await entities.SignalEntityAsync(Account.Id("a"), "Add", 1);
        await engine.IdleAsync();
        Assert.NotNull(await entities.GetEntityAsync(Account.Id("a")));
        await entities.SignalEntityAsync(Account.Id("a"), "delete");
        await engine.IdleAsync();
        Assert.Null(await entities.GetEntityAsync(Account.Id("a")));
        Assert.Equal(default, await entities.CleanEntityStorageAsync());
        Assert.Equal(0, engine.Store.Entities.Count);
    }

    [Fact]
    public async Task Signal_ToWhatIsNoEntity_IsRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        DurableEntityClient entities = engine.Client.Entities;
        await Assert.ThrowsAsync<ArgumentException>(() => entities.SignalEntityAsync(default, "Add"));
        await Assert.ThrowsAsync<ArgumentException>(() => entities.SignalEntityAsync(Account.Id("a"), ""));
        await Assert.ThrowsAsync<ArgumentException>(() => entities.SignalEntityAsync(Account.Id(new string('a', 2000)), "Add"));
        await Assert.ThrowsAsync<ArgumentException>(() => entities.GetEntityAsync(default));
    }
}
