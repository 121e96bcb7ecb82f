#nullable disable // As the official API, which says nothing about null.
using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;
using Embedded.Tables.Clients;
using Embedded.Tables.Query;
using Embedded.Tables.Store;

namespace Azure.Data.Tables;

public class TableClient
{
    private readonly TableOperations _operations;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, (TableClientOptions)null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableAccountName.FromConnectionString(connectionString), tableName, new object())
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableAccountName.FromUri(endpoint), tableName, new object()) => ArgumentNullException.ThrowIfNull(tokenCredential);

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableAccountName.FromUri(endpoint), tableName, new object()) => ArgumentNullException.ThrowIfNull(credential);

    /// <summary>The last parameter only tells this constructor from the one that takes a connection string.</summary>
    internal TableClient(string account, string tableName, object _)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        AccountName = account;
        Name = tableName;
        Uri = new Uri($"{TableAccounts.Scheme}://{account}/{tableName}");
        _operations = new TableOperations(account, tableName);
    }

    protected TableClient()
    {
    }

    public virtual string AccountName { get; }

    public virtual string Name { get; }

    public virtual Uri Uri { get; }

    public static string CreateQueryFilter(FormattableString filter) => ODataLiteral.Format(filter);

    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => LinqFilter.Translate(filter);

    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) => Wait(CreateAsync(cancellationToken));

    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) => _operations.CreateAsync(mayExist: false, cancellationToken);

    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) => Wait(CreateIfNotExistsAsync(cancellationToken));

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) => _operations.CreateAsync(mayExist: true, cancellationToken);

    public virtual Response Delete(CancellationToken cancellationToken = default) => Wait(DeleteAsync(cancellationToken));

    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) => _operations.DeleteAsync(cancellationToken);

    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => Wait(AddEntityAsync(entity, cancellationToken));

    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => _operations.WriteAsync(EntityWriteKind.Add, entity, default, cancellationToken);

    public virtual Response<T> GetEntity<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => Wait(GetEntityAsync<T>(partitionKey, rowKey, select, cancellationToken));

    public virtual async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        (T entity, Response response) = await _operations.FindAsync<T>(partitionKey, rowKey, select, cancellationToken).ConfigureAwait(false);
        return entity is null ? throw TableFailure.Create(404, "ResourceNotFound", "The specified resource does not exist.") : Response.FromValue(entity, response);
    }

    public virtual NullableResponse<T> GetEntityIfExists<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => Wait(GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken));

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        (T entity, Response response) = await _operations.FindAsync<T>(partitionKey, rowKey, select, cancellationToken).ConfigureAwait(false);
        return entity is null ? new NoEntity<T>(response) : Response.FromValue(entity, response);
    }

    public virtual Response UpsertEntity<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => Wait(UpsertEntityAsync(entity, mode, cancellationToken));

    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        _operations.WriteAsync(mode == TableUpdateMode.Merge ? EntityWriteKind.UpsertMerge : EntityWriteKind.UpsertReplace, entity, default, cancellationToken);

    public virtual Response UpdateEntity<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => Wait(UpdateEntityAsync(entity, ifMatch, mode, cancellationToken));

    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => ifMatch == default
        ? throw new ArgumentException("An ETag is needed to update an entity; ETag.All takes any.", nameof(ifMatch))
        : _operations.WriteAsync(mode == TableUpdateMode.Merge ? EntityWriteKind.UpdateMerge : EntityWriteKind.UpdateReplace, entity, ifMatch, cancellationToken);

    public virtual Response DeleteEntity(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        Wait(DeleteEntityAsync(partitionKey, rowKey, ifMatch, cancellationToken));

    public virtual Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        _operations.DeleteEntityAsync(partitionKey, rowKey, ifMatch, cancellationToken);

    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        Wait(DeleteEntityAsync(entity, ifMatch, cancellationToken));

    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return _operations.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    public virtual Pageable<T> Query<T>(string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => new TablePages<T>(_operations.Query<T>(filter, maxPerPage, select), cancellationToken);

    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => Query<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    public virtual AsyncPageable<T> QueryAsync<T>(string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => new AsyncTablePages<T>(_operations.Query<T>(filter, maxPerPage, select), cancellationToken);

    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => QueryAsync<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        Wait(SubmitTransactionAsync(transactionActions, cancellationToken));

    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) => _operations.SubmitAsync(transactionActions, cancellationToken);

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
