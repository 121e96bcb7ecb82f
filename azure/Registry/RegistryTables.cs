using Azure;
using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>The tables of one platform's registry. They are made when first used.</summary>
public sealed class RegistryTables
{
    private const string RegistryTable = "Registry";
    private const string EventsTable = "Events";

    private readonly Lock _gate = new();
    private readonly TableClient _registry;
    private readonly TableClient _events;
    private Task? _ready;

    /// <summary>Opens the tables.</summary>
    /// <param name="service">The account.</param>
    /// <param name="charter">Whose registry it is.</param>
    public RegistryTables(TableServiceClient service, PlatformCharter charter)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(charter);
        _registry = service.GetTableClient(RegistryTable);
        _events = service.GetTableClient(EventsTable);
        Owner = charter.Id;
        HasParent = charter.Parent is not null;
    }

    internal PlatformId Owner { get; }

    internal bool HasParent { get; }

    /// <summary>The partition of all rows of the registry.</summary>
    internal string Partition => Owner.Value;

    /// <summary>Makes the tables; what failed is tried again by the next one who needs them.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Nobody's own cancellation may stop what others wait for as well.
            if (_ready is null || _ready.IsFaulted || _ready.IsCanceled) _ready = CreateAsync();
            return _ready.IsCompletedSuccessfully ? Task.CompletedTask : _ready.WaitAsync(cancellationToken);
        }
    }

    internal async ValueTask<TableClient> RegistryAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return _registry;
    }

    internal async ValueTask<TableClient> EventsAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return _events;
    }

    internal async Task<TableEntity?> FindAsync(string rowKey, CancellationToken cancellationToken)
    {
        TableClient table = await RegistryAsync(cancellationToken);
        NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Whose rows there are besides the owner's; null when there are none.</summary>
    internal async Task<string?> FindOtherOwnerAsync(CancellationToken cancellationToken)
    {
        TableClient table = await RegistryAsync(cancellationToken);

        // two ranges of keys: "ne" would read all that is there
        foreach (string filter in (string[])[TableClient.CreateQueryFilter($"PartitionKey lt {Partition}"), TableClient.CreateQueryFilter($"PartitionKey gt {Partition}")])
        {
            await foreach (TableEntity entity in table.QueryAsync<TableEntity>(filter, maxPerPage: 1, ["PartitionKey"], cancellationToken)) return entity.PartitionKey;
        }

        return null;
    }

    internal async Task SubmitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        TableClient table = await RegistryAsync(cancellationToken);
        await table.SubmitTransactionAsync(actions, cancellationToken);
    }

    private async Task CreateAsync()
    {
        // Leaves the caller's lock before anything slow happens.
        await Task.Yield();
        await Task.WhenAll(_registry.CreateIfNotExistsAsync(), _events.CreateIfNotExistsAsync());
    }
}
