using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// Ends what an admission began: gives a child's name and share back, and forgets a platform. The name's row is taken away in the same batch as the share is
/// given back, so whoever comes second finds no name of that child and gives nothing back again.
/// </summary>
internal sealed class EndTransaction(RegistryTables tables, RegistryWriter writer, OptimisticLoop loop, TimeProvider time)
{
    public Task ReleaseAsync(PlatformId id, Func<PlatformRecord, PlatformRecord> change, CancellationToken cancellationToken) =>
        loop.RunAsync($"Platform '{id}'", () => TryReleaseAsync(id, change, cancellationToken), cancellationToken);

    public Task ForgetAsync(PlatformId id, CancellationToken cancellationToken) =>
        loop.RunAsync($"Platform '{id}'", () => TryForgetAsync(id, cancellationToken), cancellationToken);

    private async Task<bool> TryReleaseAsync(PlatformId id, Func<PlatformRecord, PlatformRecord> change, CancellationToken cancellationToken)
    {
        if (await tables.FindAsync(RowKeys.Platform(id), cancellationToken) is not { } entity) return false;
        PlatformRow row = PlatformRow.Read(entity);
        List<TableTransactionAction> shares = await GiveBackAsync(row.Record, cancellationToken);
        if (shares.Count == 0) return false;

        PlatformRecord ended = RecordChange.Advance(row.Record, change(row.Record), time);
        TableEntity replacement = PlatformRow.Compose(tables.Partition, ended, row.RequestRow, Guid.NewGuid().ToString("N"));
        shares.Add(new(TableTransactionActionType.UpdateReplace, replacement, row.ETag));
        await writer.SubmitAsync(shares, OutboxRows.Changed(tables, id), cancellationToken);
        return true;
    }

    private async Task<bool> TryForgetAsync(PlatformId id, CancellationToken cancellationToken)
    {
        if (await tables.FindAsync(RowKeys.Platform(id), cancellationToken) is not { } entity) return false;
        PlatformRow row = PlatformRow.Read(entity);
        List<TableTransactionAction> actions = await GiveBackAsync(row.Record, cancellationToken);
        actions.Add(new(TableTransactionActionType.Delete, new TableEntity(tables.Partition, RowKeys.Platform(id)), row.ETag));
        await AddDeletionAsync(actions, RowKeys.Graph(id), cancellationToken);
        if (row.RequestRow is not null) await AddDeletionAsync(actions, row.RequestRow, cancellationToken);
        await writer.SubmitAsync(actions, OutboxRows.Changed(tables, id), cancellationToken);
        return true;
    }

    private async Task AddDeletionAsync(List<TableTransactionAction> actions, string rowKey, CancellationToken cancellationToken)
    {
        // A batch that deletes what is not there fails as a whole.
        if (await tables.FindAsync(rowKey, cancellationToken) is not { } entity) return;
        actions.Add(new(TableTransactionActionType.Delete, new TableEntity(tables.Partition, rowKey), entity.ETag));
    }

    /// <summary>The changes that give a child's name and share back; none when it holds none.</summary>
    private async Task<List<TableTransactionAction>> GiveBackAsync(PlatformRecord child, CancellationToken cancellationToken)
    {
        if (child.ParentId != tables.Owner) return [];
        string nameKey = RowKeys.Name(tables.Owner, child.Name);
        if (NameRow.Read(await tables.FindAsync(nameKey, cancellationToken)) is not { } name || name.HolderId != child.Id) return [];
        UsageRow usage = UsageRow.Read(await tables.FindAsync(RowKeys.Usage, cancellationToken));
        return
        [
            new(TableTransactionActionType.Delete, new TableEntity(tables.Partition, nameKey), name.ETag),
            usage.Share(tables.Partition, children: -1, -name.Allocated),
        ];
    }
}
