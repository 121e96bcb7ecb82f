using Azure.Data.Tables;
using PlatformDeployer.Azure.Messaging;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Azure.Registry;

/// <summary>The registry on Azure Tables; see the README beside this file for its rows and what they cost.</summary>
public sealed class TableRegistry : IPlatformRegistry, IDisposable
{
    private readonly RegistryTables _tables;
    private readonly TimeProvider _time;
    private readonly OptimisticLoop _loop;
    private readonly RegistryWriter _writer;
    private readonly AdmissionTransaction _admission;
    private readonly EndTransaction _end;
    private readonly RestoreTransaction _restore;
    private readonly RegistrySearch _search;

    /// <summary>Makes a registry.</summary>
    /// <param name="tables">Where it is kept.</param>
    /// <param name="signal">Raised when there is something to report.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads the pauses between attempts.</param>
    public TableRegistry(RegistryTables tables, IReportSignal signal, TimeProvider time, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(time);
        _tables = tables;
        _time = time;
        _loop = new OptimisticLoop(time, random ?? Random.Shared);
        _writer = new RegistryWriter(tables, signal);
        _admission = new AdmissionTransaction(tables, _writer, _loop);
        _restore = new RestoreTransaction(tables, _writer, _loop);
        _end = new EndTransaction(tables, _writer, _loop, time);
        _search = new RegistrySearch(tables);
    }

    /// <inheritdoc/>
    public void Dispose() => _admission.Dispose();

    /// <inheritdoc/>
    public async Task<PlatformRecord?> FindAsync(PlatformId id, CancellationToken cancellationToken) =>
        (await FindRowAsync(id, cancellationToken))?.Record;

    /// <inheritdoc/>
    /// <exception cref="FormatException">The skip token comes from elsewhere.</exception>
    public Task<RegistryPage> QueryAsync(PlatformQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _search.QueryAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformRecord>> SubtreeAsync(PlatformPath path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _search.SubtreeAsync(path, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="RegistryBusyException">Others were faster too often.</exception>
    public Task<AdmissionOutcome> AdmitAsync(Admission admission, Func<LineageUsage, LimitViolation?> fits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(admission);
        ArgumentNullException.ThrowIfNull(fits);
        return _admission.RunAsync(admission, fits, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The change moves the state where it may not go.</exception>
    /// <exception cref="RegistryBusyException">Others were faster too often.</exception>
    public Task<PlatformRecord> UpdateAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ChangeAsync(
            id, before => change(before) is { } after ? RecordChange.Advance(before, after, _time) : null, OutboxRows.Changed(_tables, id), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The change moves the state.</exception>
    /// <exception cref="RegistryBusyException">Others were faster too often.</exception>
    public Task<PlatformRecord> TouchAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ChangeAsync(id, before => change(before) is { } after ? RecordChange.Note(before, after) : null, null, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The change moves the state where it may not go.</exception>
    /// <exception cref="RegistryBusyException">Others were faster too often.</exception>
    public Task ReleaseAsync(PlatformId id, Func<PlatformRecord, PlatformRecord> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _end.ReleaseAsync(id, change, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="RegistryBusyException">Others were faster too often.</exception>
    public Task<bool> MergeAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        string writeId = NewWriteId();
        return _loop.RunAsync($"Platform '{platform.Id}'", async () =>
        {
            PlatformRow? row = await FindRowAsync(platform.Id, cancellationToken);
            if (row is not null && string.Equals(row.WriteId, writeId, StringComparison.Ordinal)) return true;
            if (row is not null && row.Record.Revision >= platform.Revision) return false;
            TableEntity entity = PlatformRow.Compose(_tables.Partition, platform, row?.RequestRow, writeId);
            TableTransactionAction write = row is null
                ? new(TableTransactionActionType.Add, entity)
                : new(TableTransactionActionType.UpdateReplace, entity, row.ETag);
            await _writer.SubmitAsync([write], OutboxRows.Changed(_tables, platform.Id), cancellationToken);
            return true;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It has ended.</exception>
    /// <exception cref="RegistryBusyException">Others were faster too often.</exception>
    public Task<bool> RestoreAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return _restore.RunAsync(platform, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="RegistryBusyException">Others were faster too often.</exception>
    public Task ForgetAsync(PlatformId id, CancellationToken cancellationToken) => _end.ForgetAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task<ResourceGraph?> FindGraphAsync(PlatformId id, CancellationToken cancellationToken) =>
        await _tables.FindAsync(RowKeys.Graph(id), cancellationToken) is { } entity ? ChunkedDocument.Read<ResourceGraph>(entity) : null;

    /// <inheritdoc/>
    public Task SaveGraphAsync(PlatformId id, ResourceGraph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var entity = new TableEntity(_tables.Partition, RowKeys.Graph(id));
        ChunkedDocument.Write(entity, graph);
        return _tables.SubmitAsync([new(TableTransactionActionType.UpsertReplace, entity)], cancellationToken);
    }

    private static string NewWriteId() => Guid.NewGuid().ToString("N");

    private async Task<PlatformRow?> FindRowAsync(PlatformId id, CancellationToken cancellationToken) =>
        await _tables.FindAsync(RowKeys.Platform(id), cancellationToken) is { } entity ? PlatformRow.Read(entity) : null;

    private Task<PlatformRecord> ChangeAsync(
        PlatformId id, Func<PlatformRecord, PlatformRecord?> change, TableTransactionAction? outbox, CancellationToken cancellationToken)
    {
        string writeId = NewWriteId();
        return _loop.RunAsync($"Platform '{id}'", async () =>
        {
            PlatformRow row = await FindRowAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
            // The write came through before and only its answer was lost.
            if (string.Equals(row.WriteId, writeId, StringComparison.Ordinal)) return row.Record;
            if (change(row.Record) is not { } after) return row.Record;
            TableEntity entity = PlatformRow.Compose(_tables.Partition, after, row.RequestRow, writeId);
            await _writer.SubmitAsync([new(TableTransactionActionType.UpdateReplace, entity, row.ETag)], outbox, cancellationToken);
            return after;
        }, cancellationToken);
    }
}
