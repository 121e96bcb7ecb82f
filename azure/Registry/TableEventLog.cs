using Azure;
using Azure.Data.Tables;
using PlatformDeployer.Azure.Messaging;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// The history of platforms on Azure Tables: one partition a platform, keys that sort latest first, and a row for each event's id, added in the same batch,
/// which is what makes writing an event again change nothing.
/// </summary>
public sealed class TableEventLog : IPlatformEventLog
{
    /// <summary>How many events of a platform are kept, about; the oldest go first.</summary>
    public const int EventsMax = 1000;

    private const int BatchActionsMax = 100;

    private readonly RegistryTables _tables;
    private readonly IReportSignal _signal;

    /// <summary>Makes a history.</summary>
    /// <param name="tables">Where it is kept.</param>
    /// <param name="signal">Raised when there is something to report.</param>
    public TableEventLog(RegistryTables tables, IReportSignal signal)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(signal);
        _tables = tables;
        _signal = signal;
    }

    /// <inheritdoc/>
    public async Task AppendAsync(PlatformEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        TableClient events = await _tables.EventsAsync(cancellationToken);
        string partition = PartitionOf(happened.PlatformId);
        string idKey = RowKeys.EventId(happened.Id);
        if (await ContainsAsync(happened.PlatformId, happened.Id, cancellationToken)) return;

        // The entry for the parent stands in another partition and comes first: a crash between the two leaves an event that is told and not written,
        // which the writer, an activity that runs again, makes good. The other way round it would never be told.
        TableEntity? report = OutboxRows.Happened(_tables, happened);
        if (report is not null) await _tables.SubmitAsync([new(TableTransactionActionType.UpsertReplace, report)], cancellationToken);

        var entity = new TableEntity(partition, RowKeys.Event(happened));
        ChunkedDocument.Write(entity, happened);
        try
        {
            await events.SubmitTransactionAsync(
                [new(TableTransactionActionType.Add, new TableEntity(partition, idKey)), new(TableTransactionActionType.Add, entity)], cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 409 && TableErrors.IsConflict(exception))
        {
            // Written by another at the same time, or by us with the answer lost: it is there, which is all that was asked for.
        }

        if (report is not null) await _signal.RaiseAsync(CancellationToken.None);
        // Every sixteenth event looks for what is too much: counting at each would cost more than it keeps.
        if (idKey[^1] == '0') await TrimAsync(events, partition, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> ContainsAsync(PlatformId platformId, string eventId, CancellationToken cancellationToken)
    {
        TableClient events = await _tables.EventsAsync(cancellationToken);
        NullableResponse<TableEntity> known = await events.GetEntityIfExistsAsync<TableEntity>(
            PartitionOf(platformId), RowKeys.EventId(eventId), cancellationToken: cancellationToken);
        return known.HasValue;
    }

    /// <inheritdoc/>
    /// <exception cref="FormatException">The skip token comes from elsewhere.</exception>
    public async Task<(IReadOnlyList<PlatformEvent> Events, string? SkipToken)> ListAsync(
        PlatformId platformId, int top, string? skipToken, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        TableClient events = await _tables.EventsAsync(cancellationToken);
        string after = skipToken is null ? RowKeys.EventPrefix : SkipToken.Read(skipToken, RowKeys.EventPrefix);
        string filter = Between(PartitionOf(platformId), after, RowKeys.EndOf(RowKeys.EventPrefix));
        var page = new List<PlatformEvent>();
        string last = after;
        await foreach (TableEntity entity in events.QueryAsync<TableEntity>(filter, int.Min(top, 999) + 1, cancellationToken: cancellationToken))
        {
            if (page.Count == top) return (page, SkipToken.Write(last));
            page.Add(ChunkedDocument.Read<PlatformEvent>(entity));
            last = entity.RowKey;
        }

        return (page, null);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(PlatformId platformId, CancellationToken cancellationToken)
    {
        TableClient events = await _tables.EventsAsync(cancellationToken);
        string partition = PartitionOf(platformId);
        var keys = new List<string>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (TableEntity entity in events.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken)) keys.Add(entity.RowKey);
        await DeleteAsync(events, partition, keys, cancellationToken);
    }

    private static string Between(string partition, string after, string end) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {end}");

    private static async Task TrimAsync(TableClient events, string partition, CancellationToken cancellationToken)
    {
        var surplus = new List<string>();
        int kept = 0;
        string filter = Between(partition, RowKeys.EventPrefix, RowKeys.EndOf(RowKeys.EventPrefix));
        await foreach (TableEntity entity in events.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            if (kept++ < EventsMax) continue;
            surplus.Add(entity.RowKey);
            surplus.Add(RowKeys.EventIdOf(entity.RowKey));
        }

        await DeleteAsync(events, partition, surplus, cancellationToken);
    }

    private static async Task DeleteAsync(TableClient events, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (string[] batch in keys.Chunk(BatchActionsMax))
        {
            try
            {
                await events.SubmitTransactionAsync(
                    batch.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All)), cancellationToken);
            }
            catch (RequestFailedException exception) when (TableErrors.IsConflict(exception))
            {
                // Another is deleting the same rows: one by one, those that are left go too.
                foreach (string key in batch) await events.DeleteEntityAsync(partition, key, ETag.All, cancellationToken);
            }
        }
    }

    private string PartitionOf(PlatformId platformId) => $"{_tables.Owner}!{platformId}";
}
