using Azure;
using Embedded.Tables.Store;

namespace Embedded.Tables.Clients;

/// <summary>A query's answer for a caller who waits, fetched page by page as it is enumerated.</summary>
internal sealed class TablePages<T>(Func<string?, int?, CancellationToken, Task<(IReadOnlyList<T> Values, string? Token)>> fetch, CancellationToken cancellationToken)
    : Pageable<T>(cancellationToken)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        string? token = continuationToken;
        do
        {
            CancellationToken.ThrowIfCancellationRequested();
            (IReadOnlyList<T> values, token) = fetch(token, pageSizeHint, CancellationToken).GetAwaiter().GetResult();
            yield return Page<T>.FromValues(values, token, new ServiceResponse(200));
        }
        while (token is not null);
    }
}
