using Azure;
using Azure.Data.Tables;
using PlatformDeployer.Azure.Messaging;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>What the parent has not been told, on the registry's own table.</summary>
public sealed class TableReportOutbox : IReportOutbox
{
    /// <summary>How large a batch may be as JSON: a report must fit into a request, which holds 256 KiB.</summary>
    public const int BatchBytesMax = 160 * 1024;

    private const int BatchActionsMax = 100;
    private const int QuestionsAtOnceMax = 8;

    private readonly RegistryTables _tables;
    private readonly IReportSignal _signal;
    private string _platformsAfter = RowKeys.OutboxPlatformPrefix;

    /// <summary>Makes an outbox.</summary>
    /// <param name="tables">Where it is kept.</param>
    /// <param name="signal">Lowered when the outbox is looked into.</param>
    public TableReportOutbox(RegistryTables tables, IReportSignal signal)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(signal);
        _tables = tables;
        _signal = signal;
    }

    /// <inheritdoc/>
    public async Task<OutboxBatch> PeekAsync(int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        // Before the look: what comes during it raises the signal again.
        _signal.Lower();
        IReadOnlyList<TableEntity> events = await TakeAsync(RowKeys.OutboxEventPrefix, RowKeys.OutboxEventPrefix, max, cancellationToken);
        IReadOnlyList<TableEntity> platforms = await TakePlatformsAsync(max, cancellationToken);
        // When there is plenty of both, both get their half.
        int eventsMax = int.Max(max / 2, max - platforms.Count);
        var batch = new BatchBuilder(BatchBytesMax);
        foreach (TableEntity entity in events.Take(eventsMax))
        {
            PlatformEvent happened = ChunkedDocument.Read<PlatformEvent>(entity, out int bytes);
            // An eighth of the room at least is left for the records.
            if (!batch.TryAdd(entity, bytes, BatchBytesMax / 8)) break;
            batch.Events.Add(happened);
        }

        foreach ((TableEntity entity, PlatformRow? row) in await ReadRecordsAsync([.. platforms.Take(max - batch.Events.Count)], cancellationToken))
        {
            if (!batch.TryAdd(entity, row?.JsonBytes ?? 0, 0)) break;
            _platformsAfter = entity.RowKey;
            if (row is null) batch.Forgotten.Add(PlatformId.Parse(entity.RowKey[RowKeys.OutboxPlatformPrefix.Length..]));
            else batch.Platforms.Add(row.Record);
        }

        return batch.Build();
    }

    /// <inheritdoc/>
    public async Task AcknowledgeAsync(OutboxBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        TableClient table = await _tables.RegistryAsync(cancellationToken);
        foreach (KeyValuePair<string, string>[] receipts in batch.Receipts.Chunk(BatchActionsMax))
        {
            try
            {
                await table.SubmitTransactionAsync(
                    receipts.Select(receipt => new TableTransactionAction(
                        TableTransactionActionType.Delete, new TableEntity(_tables.Partition, receipt.Key), new ETag(receipt.Value))), cancellationToken);
            }
            catch (RequestFailedException exception) when (TableErrors.IsConflict(exception))
            {
                foreach ((string rowKey, string version) in receipts) await RemoveAsync(table, rowKey, version, cancellationToken);
            }
        }
    }

    private async Task RemoveAsync(TableClient table, string rowKey, string version, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(_tables.Partition, rowKey, new ETag(version), cancellationToken);
        }
        catch (RequestFailedException exception) when (TableErrors.IsConflict(exception))
        {
            // It changed again and has to be told again, or is gone already.
        }
    }

    /// <summary>Takes platforms in turn, from where the last batch ended, so that busy ones do not keep the others waiting for ever.</summary>
    private async Task<IReadOnlyList<TableEntity>> TakePlatformsAsync(int max, CancellationToken cancellationToken)
    {
        string after = _platformsAfter;
        IReadOnlyList<TableEntity> taken = await TakeAsync(RowKeys.OutboxPlatformPrefix, after, max, cancellationToken);
        if (taken.Count == max || string.Equals(after, RowKeys.OutboxPlatformPrefix, StringComparison.Ordinal)) return taken;
        IReadOnlyList<TableEntity> first = await TakeAsync(RowKeys.OutboxPlatformPrefix, RowKeys.OutboxPlatformPrefix, max - taken.Count, cancellationToken);
        return [.. taken, .. first.Where(entity => string.CompareOrdinal(entity.RowKey, after) <= 0)];
    }

    private async Task<IReadOnlyList<TableEntity>> TakeAsync(string prefix, string after, int max, CancellationToken cancellationToken)
    {
        TableClient table = await _tables.RegistryAsync(cancellationToken);
        string end = RowKeys.EndOf(prefix);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {_tables.Partition} and RowKey gt {after} and RowKey lt {end}");
        var taken = new List<TableEntity>();
        await foreach (TableEntity entity in table.QueryAsync<TableEntity>(filter, int.Min(max, 1000), cancellationToken: cancellationToken))
        {
            taken.Add(entity);
            if (taken.Count == max) break;
        }

        return taken;
    }

    private async Task<IReadOnlyList<(TableEntity Entity, PlatformRow? Row)>> ReadRecordsAsync(TableEntity[] entries, CancellationToken cancellationToken)
    {
        var read = new (TableEntity, PlatformRow?)[entries.Length];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, entries.Length, limits, async (index, stop) =>
        {
            string id = entries[index].RowKey[RowKeys.OutboxPlatformPrefix.Length..];
            TableEntity? entity = await _tables.FindAsync(RowKeys.PlatformPrefix + id, stop);
            read[index] = (entries[index], entity is null ? null : PlatformRow.Read(entity));
        });
        return read;
    }
}
