using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Finds platforms by what is in their columns. The service walks the partition; only what matches comes over the wire, but for labels.</summary>
internal sealed class RegistrySearch(RegistryTables tables)
{
    private const int PageRowsMax = 1000;

    public async Task<RegistryPage> QueryAsync(PlatformQuery query, CancellationToken cancellationToken)
    {
        if (query.Top <= 0) throw new ArgumentException("A page has at least one platform.", nameof(query));
        string after = query.SkipToken is null ? RowKeys.PlatformPrefix : SkipToken.Read(query.SkipToken, RowKeys.PlatformPrefix);
        // One row more than asked for tells whether there is another page.
        int rowsAtOnce = query.Labels.Count > 0 ? PageRowsMax : int.Min(query.Top, PageRowsMax - 1) + 1;
        var page = new List<PlatformRecord>();
        await foreach (PlatformRow row in WalkAsync(after, Conditions(query), rowsAtOnce, cancellationToken))
        {
            if (!query.Matches(row.Record)) continue;
            if (page.Count == query.Top) return new RegistryPage(page, SkipToken.Write(RowKeys.Platform(page[^1].Id)));
            page.Add(row.Record);
        }

        return new RegistryPage(page, null);
    }

    public async Task<IReadOnlyList<PlatformRecord>> SubtreeAsync(PlatformPath path, CancellationToken cancellationToken)
    {
        // Below a path stand those that begin with it and a slash; '0' is what follows '/'. The column may end before the path does, hence the check.
        string start = PlatformRow.StartOf(path.Value + "/");
        string end = PlatformRow.StartOf(path.Value + "0");
        string self = PlatformRow.StartOf(path.Value);
        string below = start.Length == PlatformRow.PathStartCharactersMax
            ? TableClient.CreateQueryFilter($"PathStart eq {start}")
            : TableClient.CreateQueryFilter($"(PathStart eq {self} or (PathStart ge {start} and PathStart lt {end}))");
        var found = new List<PlatformRecord>();
        await foreach (PlatformRow row in WalkAsync(RowKeys.PlatformPrefix, [below], PageRowsMax, cancellationToken))
        {
            if (row.Record.Path == path || path.IsAncestorOf(row.Record.Path)) found.Add(row.Record);
        }

        return [.. found.OrderBy(platform => platform.Generation).ThenBy(platform => platform.Id.Value, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Conditions(PlatformQuery query)
    {
        if (query.Name is not null) yield return TableClient.CreateQueryFilter($"Name eq {query.Name}");
        if (query.State is { } state) yield return TableClient.CreateQueryFilter($"State eq {state.ToString()}");
        if (query.ParentId is { } parent) yield return TableClient.CreateQueryFilter($"Parent eq {parent.Value}");
        if (query.Region is not null) yield return TableClient.CreateQueryFilter($"Region eq {PlatformRow.RegionOf(query.Region)}");
        if (query.Generation is { } generation) yield return TableClient.CreateQueryFilter($"Generation eq {generation}");
        if (query.Template is null) yield break;
        yield return query.Template.Contains('@', StringComparison.Ordinal)
            ? TableClient.CreateQueryFilter($"Template eq {query.Template}")
            : TableClient.CreateQueryFilter($"TemplateName eq {query.Template}");
    }

    private async IAsyncEnumerable<PlatformRow> WalkAsync(
        string after, IEnumerable<string> conditions, int rowsAtOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableClient table = await tables.RegistryAsync(cancellationToken);
        string end = RowKeys.EndOf(RowKeys.PlatformPrefix);
        string range = TableClient.CreateQueryFilter($"PartitionKey eq {tables.Partition} and RowKey gt {after} and RowKey lt {end}");
        string filter = string.Join(" and ", conditions.Prepend(range));
        await foreach (TableEntity entity in table.QueryAsync<TableEntity>(filter, rowsAtOnce, cancellationToken: cancellationToken)) yield return PlatformRow.Read(entity);
    }
}
