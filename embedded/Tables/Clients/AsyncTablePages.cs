using Azure;
using Embedded.Tables.Store;
namespace Embedded.Tables.Clients;

/// <summary>A query's answer, fetched page by page as it is enumerated; a continuation token starts in the middle.</summary>
internal sealed class AsyncTablePages<T>(Func<string?, int?, CancellationToken, Task<(IReadOnlyList<T> Values, string? Token)>> fetch, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        string? token = continuationToken;
        do
        {
            CancellationToken.ThrowIfCancellationRequested();
            (IReadOnlyList<T> values, token) = await fetch(token, pageSizeHint, CancellationToken).ConfigureAwait(false);
            yield return Page<T>.FromValues(values, token, new ServiceResponse(200));
        }
        while (token is not null);
    }
}
