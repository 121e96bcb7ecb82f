#nullable disable // As the official API, which says nothing about null.
using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;
using Embedded.Tables.Clients;
using Embedded.Tables.Query;
using Embedded.Tables.Store;

namespace Azure.Data.Tables;

public class TableServiceClient
{
    private readonly string _account;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
        : this(TableAccountName.FromConnectionString(connectionString), isAccount: true)
    {
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableAccountName.FromUri(endpoint), isAccount: true) => ArgumentNullException.ThrowIfNull(tokenCredential);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(TableAccountName.FromUri(endpoint), isAccount: true) => ArgumentNullException.ThrowIfNull(credential);

    protected TableServiceClient()
    {
    }

    private TableServiceClient(string account, bool isAccount)
    {
        _account = isAccount ? account : throw new ArgumentException("An account's name was expected.", nameof(account));
        Uri = new Uri($"{TableAccounts.Scheme}://{account}/");
    }

    public virtual string AccountName => _account;

    public virtual Uri Uri { get; }

    private TableStore Store => TableAccounts.Find(_account);

    public static string CreateQueryFilter(FormattableString filter) => ODataLiteral.Format(filter);

    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => TableNameFilter.Rename(LinqFilter.Translate(filter));

    public virtual TableClient GetTableClient(string tableName) => new(_account, tableName, new object());

    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        CreateTableAsync(tableName, cancellationToken).GetAwaiter().GetResult();

    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        CreateTableIfNotExistsAsync(tableName, cancellationToken).GetAwaiter().GetResult();

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        DeleteTableAsync(tableName, cancellationToken).GetAwaiter().GetResult();

    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    public virtual Pageable<TableItem> Query(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePages<TableItem>(Fetch(filter, maxPerPage), cancellationToken);

    public virtual Pageable<TableItem> Query(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new AsyncTablePages<TableItem>(Fetch(filter, maxPerPage), cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    private Func<string, int?, CancellationToken, Task<(IReadOnlyList<TableItem> Values, string Token)>> Fetch(string filter, int? maxPerPage)
    {
        EntityFilter parsed = ODataFilterParser.Parse(filter);
        return async (token, hint, cancellationToken) =>
        {
            int pageMax = Math.Clamp(maxPerPage ?? hint ?? TableLimits.PageMax, 1, TableLimits.PageMax);
            string[] names = await Store.ListTablesAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            string[] matching = [.. names.Where(name => TableNameFilter.Matches(parsed, name) && (token is null || StringComparer.OrdinalIgnoreCase.Compare(name, token) >= 0))];
            return ([.. matching.Take(pageMax).Select(name => new TableItem(name))], matching.Length > pageMax ? matching[pageMax] : null);
        };
    }
}
