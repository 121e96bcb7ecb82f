using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Embedded.Tables.Mapping;
using Embedded.Tables.Query;
using Embedded.Tables.Store;

namespace Embedded.Tables.Clients;

/// <summary>What a client of one table asks of the store, and how its answers look. A cancelled wait leaves open whether a write happened, as it does over a network.</summary>
internal sealed class TableOperations(string account, string table)
{
    private TableStore Store => TableAccounts.Find(account);

    public async Task<Response<TableItem>> CreateAsync(bool mayExist, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool created = await Store.CreateTableAsync(table).WaitAsync(cancellationToken).ConfigureAwait(false);
        return created || mayExist
            ? Response.FromValue(new TableItem(table), new ServiceResponse(created ? 204 : 409))
            : throw TableFailure.Create(409, "TableAlreadyExists", "The table specified already exists.");
    }

    public async Task<Response> DeleteAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool deleted = await Store.DeleteTableAsync(table).WaitAsync(cancellationToken).ConfigureAwait(false);
        return new ServiceResponse(deleted ? 204 : 404);
    }

    public async Task<Response> WriteAsync(EntityWriteKind kind, ITableEntity entity, ETag ifMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        cancellationToken.ThrowIfCancellationRequested();
        string?[] eTags = await Store.WriteAsync(table, [Write(kind, entity, ifMatch)]).WaitAsync(cancellationToken).ConfigureAwait(false);
        return ServiceResponse.WithETag(204, eTags[0]!);
    }

    /// <summary>What is not there any more counts as deleted, as the SDK has it.</summary>
    public async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            EntityWrite delete = new(EntityWriteKind.Delete, partitionKey, rowKey, [], ifMatch == default ? "*" : ifMatch.ToString());
            await Store.WriteAsync(table, [delete]).WaitAsync(cancellationToken).ConfigureAwait(false);
            return new ServiceResponse(204);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return e.GetRawResponse()!;
        }
    }

    public async Task<(T? Entity, Response Response)> FindAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        cancellationToken.ThrowIfCancellationRequested();
        StoredEntity? found = await Store.FindAsync(table, partitionKey, rowKey).WaitAsync(cancellationToken).ConfigureAwait(false);
        return found is null
            ? (null, new ServiceResponse(404))
            : (EntityMapping.ToEntity<T>(found, Selected(select)), ServiceResponse.WithETag(200, found.ETag));
    }

    public Func<string?, int?, CancellationToken, Task<(IReadOnlyList<T> Values, string? Token)>> Query<T>(string? filter, int? maxPerPage, IEnumerable<string>? select)
        where T : class, ITableEntity
    {
        HashSet<string>? selected = Selected(select);
        return async (token, hint, cancellationToken) =>
        {
            // A filter the service does not take fails as the service would answer it: when it is asked.
            EntityFilter parsed = ODataFilterParser.Parse(filter);
            int pageMax = Math.Clamp(maxPerPage ?? hint ?? TableLimits.PageMax, 1, TableLimits.PageMax);
            EntityPage page = await Store.QueryAsync(table, parsed, pageMax, EntityKey.Parse(token)).WaitAsync(cancellationToken).ConfigureAwait(false);
            return ([.. page.Entities.Select(entity => EntityMapping.ToEntity<T>(entity, selected))], page.Next?.ToToken());
        };
    }

    public async Task<Response<IReadOnlyList<Response>>> SubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        EntityWrite[] writes = [.. actions.Select(action => Write((EntityWriteKind)action.ActionType, action.Entity, action.ETag))];
        if (writes.Length == 0)
        {
            throw new InvalidOperationException("Transaction must contain at least one action.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            CheckTransaction(writes);
            string?[] eTags = await Store.WriteAsync(table, writes).WaitAsync(cancellationToken).ConfigureAwait(false);
            Response[] responses = [.. eTags.Select(eTag => eTag is null ? new ServiceResponse(204) : ServiceResponse.WithETag(204, eTag))];
            return Response.FromValue<IReadOnlyList<Response>>(responses, new ServiceResponse(202));
        }
        catch (RequestFailedException e) when (e.Status != 0)
        {
            throw new TableTransactionFailedException(e);
        }
    }

    private static HashSet<string>? Selected(IEnumerable<string>? select) => select?.ToHashSet(StringComparer.Ordinal) is { Count: > 0 } names ? names : null;

    private static EntityWrite Write(EntityWriteKind kind, ITableEntity entity, ETag ifMatch)
    {
        EntityWrite write = new(kind, entity.PartitionKey, entity.RowKey, kind == EntityWriteKind.Delete ? [] : EntityMapping.ToProperties(entity));
        return write.NeedsExisting ? write with { IfMatch = ifMatch == default ? "*" : ifMatch.ToString() } : write;
    }

    private static void CheckTransaction(EntityWrite[] writes)
    {
        if (writes.Length > TableLimits.TransactionMax)
        {
            throw At(TableLimits.TransactionMax, "InvalidInput", $"The batch request operation exceeds the maximum {TableLimits.TransactionMax} changes per change set.");
        }

        HashSet<string> rows = new(StringComparer.Ordinal);
        for (int i = 0; i < writes.Length; i++)
        {
            if (writes[i].PartitionKey != writes[0].PartitionKey)
            {
                throw At(i, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");
            }

            if (!rows.Add(writes[i].RowKey))
            {
                throw At(i, "InvalidDuplicateRow", "A command with RowKey '" + writes[i].RowKey + "' is already present in the batch. An entity can appear only once in a batch.");
            }
        }
    }

    private static RequestFailedException At(int index, string code, string message)
    {
        RequestFailedException failure = TableFailure.Create(400, code, message);
        failure.Data[TransactionFailure.IndexKey] = index;
        return failure;
    }
}
