using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Routing;

namespace PlatformDeployer.Functions.Http.Queries;

/// <summary>Which page of a list is asked for, and how the next one is linked to.</summary>
/// <param name="Top">How many at most.</param>
/// <param name="SkipToken">The store's own token of where the page begins; null for the first.</param>
internal sealed record PageRequest(int Top, string? SkipToken)
{
    /// <summary>The query parameter that says how many.</summary>
    public const string TopName = "top";

    /// <summary>The query parameter that says from where on.</summary>
    public const string SkipTokenName = "skipToken";

    /// <summary>How many when nothing is said.</summary>
    public const int TopDefault = 100;

    /// <summary>How many at most.</summary>
    public const int TopMax = 1000;

    private const int ChecksumBytes = 8;
    private const int TokenCharactersMax = 4096;

    /// <summary>The absolute address of the next page, with the same filters; null when the store has no more.</summary>
    public static string? NextLink(IOwnEndpoint own, HttpRequest request, string? storeToken)
    {
        if (storeToken is null) return null;
        IEnumerable<KeyValuePair<string, string?>> kept = Flatten(request.Query).Where(pair => !pair.Key.Equals(SkipTokenName, StringComparison.OrdinalIgnoreCase));
        QueryString query = QueryString.Create(kept.Append(new(SkipTokenName, Encode(request, storeToken))));
        return ApiAddress.OfPath(own, request) + query.ToUriComponent();
    }

    /// <summary>A store's token in the form callers see: bound to the route and the filters, so that it is refused with others.</summary>
    public static string Encode(HttpRequest request, string storeToken)
    {
        byte[] token = Encoding.UTF8.GetBytes(storeToken);
        return Base64Url.EncodeToString([.. Checksum(request, token), .. token]);
    }

    /// <summary>The store's token; null when the text was not made by <see cref="Encode"/> for the same list.</summary>
    public static string? Decode(HttpRequest request, string text)
    {
        if (text.Length > TokenCharactersMax || !Base64Url.IsValid(text)) return null;
        byte[] bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= ChecksumBytes) return null;
        byte[] token = bytes[ChecksumBytes..];
        return Checksum(request, token).AsSpan().SequenceEqual(bytes.AsSpan(0, ChecksumBytes)) ? Encoding.UTF8.GetString(token) : null;
    }

    // Not a secret: it only keeps a token with the list it came from.
    private static byte[] Checksum(HttpRequest request, ReadOnlySpan<byte> token)
    {
        var scope = new StringBuilder(request.Path.Value?.TrimEnd('/').ToLower(CultureInfo.InvariantCulture));
        foreach ((string name, string? value) in Flatten(request.Query)
            .Where(pair => !pair.Key.Equals(SkipTokenName, StringComparison.OrdinalIgnoreCase) && !pair.Key.Equals(TopName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal))
        {
            scope.Append('\n').Append(name.ToLowerInvariant()).Append('=').Append(value);
        }

        byte[] hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(scope.Append('\n').ToString()), .. token]);
        return hash[..ChecksumBytes];
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flatten(IQueryCollection query) =>
        query.SelectMany(pair => pair.Value, (pair, value) => new KeyValuePair<string, string?>(pair.Key, value));
}
