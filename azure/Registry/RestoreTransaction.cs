using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// Takes a platform in again that was lost with the tables. Its row and, for a child, its name and share come in one batch, so that a row that is there
/// tells that all of it is.
/// </summary>
internal sealed class RestoreTransaction(RegistryTables tables, RegistryWriter writer, OptimisticLoop loop)
{
    public Task<bool> RunAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        if (!PlatformTransitions.IsLiving(platform.State)) throw new ArgumentException($"'{platform.Id}' has ended: it is {platform.State}.", nameof(platform));
        return loop.RunAsync($"Platform '{platform.Id}'", () => TryAsync(platform, cancellationToken), cancellationToken);
    }

    private async Task<bool> TryAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        if (await tables.FindAsync(RowKeys.Platform(platform.Id), cancellationToken) is not null) return false;
        List<TableTransactionAction> actions =
            [new(TableTransactionActionType.Add, PlatformRow.Compose(tables.Partition, platform, null, Guid.NewGuid().ToString("N")))];
        if (platform.ParentId == tables.Owner)
        {
            if (await tables.FindAsync(RowKeys.Name(tables.Owner, platform.Name), cancellationToken) is not null) return false;
            UsageRow usage = UsageRow.Read(await tables.FindAsync(RowKeys.Usage, cancellationToken));
            actions.Add(new(TableTransactionActionType.Add, NameRow.Compose(tables.Partition, tables.Owner, platform)));
            actions.Add(usage.Share(tables.Partition, children: 1, NameRow.ShareOf(platform)));
        }

        await writer.SubmitAsync(actions, null, cancellationToken);
        return true;
    }
}
