using Azure;
using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Tables.Tests;

public sealed class TableQueryTests
{
    [Theory]
    [InlineData("N eq 3", "3")]
    [InlineData("N gt 2L and N le 4", "34")]
    [InlineData("not (N lt 4)", "45")]
    [InlineData("N eq 1 or (N eq 2 and Even)", "12")]
    [InlineData("3 lt N", "45")]
    [InlineData("Text eq 'it''s 5'", "5")]
    [InlineData("Time ge datetime'2026-01-04T00:00:00Z'", "45")]
    [InlineData("Id eq guid'00000000-0000-0000-0000-000000000002'", "2")]
    [InlineData("Bytes eq X'03'", "3")]
    [InlineData("Half eq 1.5", "3")]
    [InlineData("RowKey ge '4'", "45")]
    [InlineData("PartitionKey eq 'p' and RowKey gt '2' and RowKey lt '5'", "34")]
    [InlineData("PartitionKey eq 'q'", "")]
    [InlineData("Missing ne 1", "")]
    public async Task QueryAsync_Filter_FindsWhatTheServiceWould(string filter, string rows)
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        for (int i = 1; i <= 5; i++)
        {
            await table.AddEntityAsync(new TableEntity("p", $"{i}")
            {
                ["N"] = i, ["Even"] = i % 2 == 0, ["Text"] = $"it's {i}", ["Time"] = new DateTimeOffset(2026, 1, i, 0, 0, 0, TimeSpan.Zero),
                ["Id"] = new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)i), ["Bytes"] = new[] { (byte)i }, ["Half"] = i / 2.0,
            });
        }

        Assert.Equal(rows, string.Concat(table.Query<TableEntity>(filter).Select(entity => entity.RowKey)));
    }

    [Theory]
    [InlineData("N eq")]
    [InlineData("N like 'x'")]
    [InlineData("(N eq 1")]
    [InlineData("N eq 'x")]
    [InlineData("N eq datetime'never'")]
    public async Task QueryAsync_InvalidFilter_IsRefused(string filter)
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        RequestFailedException e = Assert.Throws<RequestFailedException>(() => table.Query<TableEntity>(filter).ToList());
        Assert.Equal((400, "InvalidInput"), (e.Status, e.ErrorCode));
    }

    [Fact]
    public async Task AsPages_EntitiesWrittenInBetween_NeitherRepeatsNorSkips()
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        for (int i = 0; i < 6; i++)
        {
            await table.AddEntityAsync(new TableEntity("p", $"{i}"));
        }

        Page<TableEntity> first = table.Query<TableEntity>(maxPerPage: 2).AsPages().First();
        await table.DeleteEntityAsync("p", "0");
        await table.DeleteEntityAsync("p", "2");
        await table.AddEntityAsync(new TableEntity("p", "25"));
        IEnumerable<Page<TableEntity>> rest = table.Query<TableEntity>(maxPerPage: 2).AsPages(first.ContinuationToken);
        Assert.Equal(["25", "3", "4", "5"], rest.SelectMany(page => page.Values).Select(entity => entity.RowKey));
    }

    [Fact]
    public async Task Query_KeysWrittenInAnyOrder_ComeInOrdinalOrderAndByPartition()
    {
        await using TableAccount account = new();
        TableClient table = await account.TableAsync();
        int next = 0;
        Prop.ForAll<byte[]>(ArbMap.Default.ArbFor<byte[]>(), keys =>
        {
            string partition = $"p{next++:D4}";
            foreach (byte key in keys)
            {
                table.UpsertEntity(new TableEntity(partition, $"{key}"));
            }

            IEnumerable<string> expected = keys.Select(key => $"{key}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return table.Query<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")).Select(entity => entity.RowKey).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }
}
