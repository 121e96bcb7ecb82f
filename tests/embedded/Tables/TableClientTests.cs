using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Embedded.Tables.Tests;

public sealed class TableClientTests
{
    private enum Colour
    {
        Red,
        Green,
    }

    [Fact]
    public async Task AddEntityAsync_EveryType_ComesBackAfterACrash()
    {
        TableAccount account = new();
        TableClient table = await account.TableAsync();
        Guid guid = Guid.NewGuid();
        DateTimeOffset time = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "ä'", ["Flag"] = true, ["Int"] = 1, ["Long"] = 2L, ["Double"] = 2.5, ["Time"] = time, ["Guid"] = guid, ["Bytes"] = new byte[] { 1, 2 }, ["Enum"] = Colour.Green,
        });
        await using TableAccount again = account.Crash();
        TableEntity found = (await (await again.TableAsync()).GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal("ä'", found.GetString("Text"));
        Assert.True(found.GetBoolean("Flag"));
        Assert.Equal(1, found.GetInt32("Int"));
        Assert.Equal(2L, found.GetInt64("Long"));
        Assert.Equal(2.5, found.GetDouble("Double"));
        Assert.Equal(time, found.GetDateTimeOffset("Time"));
        Assert.Equal(guid, found.GetGuid("Guid"));
        Assert.Equal([1, 2], found.GetBinary("Bytes"));
        Assert.Equal("Green", found.GetString("Enum"));
        Assert.NotNull(found.Timestamp);
        Assert.StartsWith("W/\"datetime'", found.ETag.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompactAsync_WithEntities_KeepsThemAndTheOrderOfTheirVersions()
    {
        TableAccount account = new();
        TableClient table = await account.TableAsync();
        Response first = await table.UpsertEntityAsync(new TableEntity("p", "r") { ["N"] = 1 });
        await account.Log.CompactAsync();
        await using TableAccount again = account.Crash();
        TableClient reopened = await again.TableAsync();
        Response second = await reopened.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, first.Headers.ETag!.Value, TableUpdateMode.Replace);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(2, (await reopened.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("N"));
    }

    [Fact]
    public async Task UpdateEntityAsync_AnotherVersion_IsRefused()
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        Response first = await table.AddEntityAsync(new TableEntity("p", "r"));
        await table.UpsertEntityAsync(new TableEntity("p", "r"));
        await RefusedAsync(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(new TableEntity("p", "r"), first.Headers.ETag!.Value));
        await RefusedAsync(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync("p", "r", first.Headers.ETag!.Value));
        await table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All);
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task Operations_OnWhatIsOrIsNotThere_FailAsTheServiceDoes()
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        await RefusedAsync(409, "EntityAlreadyExists", () => table.AddEntityAsync(new TableEntity("p", "r")));
        await RefusedAsync(404, "ResourceNotFound", () => table.GetEntityAsync<TableEntity>("p", "x"));
        await RefusedAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(new TableEntity("p", "x"), ETag.All));
        await RefusedAsync(404, "TableNotFound", () => account.Service.GetTableClient("nothing").GetEntityIfExistsAsync<TableEntity>("p", "x"));
        await RefusedAsync(409, "TableAlreadyExists", () => account.Service.CreateTableAsync("things"));
        await RefusedAsync(400, "InvalidResourceName", () => account.Service.CreateTableAsync("no-hyphen"));
        await RefusedAsync(400, "OutOfRangeInput", () => table.AddEntityAsync(new TableEntity("p/q", "r")));
        await RefusedAsync(400, "KeyValueTooLarge", () => table.AddEntityAsync(new TableEntity(new string('k', 513), "r")));
        await RefusedAsync(400, "PropertyValueTooLarge", () => table.AddEntityAsync(new TableEntity("p", "big") { ["V"] = new string('v', 32769) }));
        await RefusedAsync(400, "PropertiesNeedValue", () => table.AddEntityAsync(new TableEntity()));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "x")).HasValue);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "x")).Status);
        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task Client_OfAnUnknownAccount_FailsAsAHostThatCannotBeResolved()
    {
        TableClient table = new("TableEndpoint=embedded://nobody;", "things");
        RequestFailedException e = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync());
        Assert.Equal(0, e.Status);
        Assert.Contains("nobody", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpsertEntityAsync_Merge_KeepsOtherPropertiesAndReplaceDoesNot()
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, TableUpdateMode.Merge);
        TableEntity merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, TableUpdateMode.Replace);
        Assert.Null((await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task SubmitTransactionAsync_OneRefused_ChangesNothingAndSaysWhich()
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "2"));
        TableTransactionFailedException e = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "1")),
            new(TableTransactionActionType.Add, new TableEntity("p", "2")),
        ]));
        Assert.Equal((409, "EntityAlreadyExists", 1), (e.Status, e.ErrorCode, e.FailedTransactionActionIndex));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "1")).HasValue);
        await TransactionRefusedAsync("CommandsInBatchActOnDifferentPartitions", table, new TableEntity("p", "3"), new TableEntity("q", "3"));
        await TransactionRefusedAsync("InvalidDuplicateRow", table, new TableEntity("p", "3"), new TableEntity("p", "3"));
        await TransactionRefusedAsync("InvalidInput", table, [.. Enumerable.Range(10, 101).Select(i => new TableEntity("p", $"{i}"))]);
    }

    [Fact]
    public async Task QueryAsync_ByLinq_MapsTheAppsType()
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        await table.AddEntityAsync(new Thing { PartitionKey = "p", RowKey = "1", Count = 5, Paint = Colour.Red, Ignored = "x" });
        await table.AddEntityAsync(new Thing { PartitionKey = "p", RowKey = "2", Count = 7, Paint = Colour.Green });
        Colour wanted = Colour.Green;
        List<Thing> found = [];
        await foreach (Thing thing in table.QueryAsync<Thing>(thing => thing.PartitionKey == "p" && thing.Count > 4 && thing.Paint == wanted))
        {
            found.Add(thing);
        }

        Assert.Equal(("2", 7, Colour.Green), (found.Single().RowKey, found[0].Count, found[0].Paint));
        TableEntity raw = (await table.GetEntityAsync<TableEntity>("p", "1")).Value;
        Assert.Equal(5, raw.GetInt32("HowMany"));
        Assert.False(raw.ContainsKey("Ignored"));
    }

    private static async Task TransactionRefusedAsync(string code, TableClient table, params TableEntity[] entities)
    {
        TableTransactionFailedException e = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(entities.Select(entity => new TableTransactionAction(TableTransactionActionType.Add, entity))));
        Assert.Equal((400, code), (e.Status, e.ErrorCode));
    }

    private static async Task RefusedAsync(int status, string code, Func<Task> action)
    {
        RequestFailedException e = await Assert.ThrowsAsync<RequestFailedException>(action);
        Assert.Equal((status, code), (e.Status, e.ErrorCode));
    }

    private sealed class Thing : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        [DataMember(Name = "HowMany")]
        public int Count { get; set; }

        public Colour Paint { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }
    }
}
