using Azure;
using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// Keys on Azure Tables, in the rows that <see cref="AdmissionTransaction"/> reads and adds: only one can add a key's row. A row that was handed on names no
/// operation, because another platform has it.
/// </summary>
public sealed class TableRequestKeys : IRequestKeys
{
    private const string HeldColumn = "Held";

    private readonly RegistryTables _tables;
    private readonly TimeProvider _time;

    /// <summary>Makes them.</summary>
    /// <param name="tables">Where they are kept.</param>
    /// <param name="time">The clock.</param>
    public TableRequestKeys(RegistryTables tables, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(time);
        _tables = tables;
        _time = time;
    }

    /// <inheritdoc/>
    public async Task<RequestHold> HoldAsync(string requestKey, string bodyHash, PlatformId handedTo, CancellationToken cancellationToken)
    {
        string rowKey = RowKeys.Request(requestKey);
        TableClient table = await _tables.RegistryAsync(cancellationToken);
        while (true)
        {
            if (RequestRow.Read(await _tables.FindAsync(rowKey, cancellationToken)) is { } known)
            {
                return string.Equals(known.BodyHash, bodyHash, StringComparison.Ordinal) ? RequestHold.Repeated : RequestHold.Reused;
            }

            TableEntity row = new RequestRow(bodyHash, handedTo, "").Compose(_tables.Partition, rowKey);
            row[HeldColumn] = _time.GetUtcNow();
            try
            {
                await table.AddEntityAsync(row, cancellationToken);
                return RequestHold.New;
            }
            catch (RequestFailedException exception) when (exception.Status == 409)
            {
                // Another request with the key was faster, or was ours with the answer lost: what it says decides.
            }
        }
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(string requestKey, CancellationToken cancellationToken)
    {
        TableClient table = await _tables.RegistryAsync(cancellationToken);
        await table.DeleteEntityAsync(_tables.Partition, RowKeys.Request(requestKey), ETag.All, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        TableClient table = await _tables.RegistryAsync(cancellationToken);
        string end = RowKeys.EndOf(RowKeys.RequestPrefix);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {_tables.Partition} and RowKey gt {RowKeys.RequestPrefix} and RowKey lt {end} and Held lt {before}");
        List<string> keys = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken)) keys.Add(row.RowKey);
        foreach (string key in keys) await table.DeleteEntityAsync(_tables.Partition, key, ETag.All, cancellationToken);
    }
}
