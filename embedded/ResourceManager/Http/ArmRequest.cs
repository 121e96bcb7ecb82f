using System.Diagnostics.CodeAnalysis;

namespace Embedded.ResourceManager.Http;

/// <summary>A call, whichever way it came in.</summary>
internal sealed class ArmRequest(string method, Uri uri)
{
    /// <summary>ARM's limit of a request.</summary>
    public const int BodyMaxBytes = 4 * 1024 * 1024;

    private readonly Dictionary<string, string> _query = ReadQuery(uri);

    public string Method { get; } = method.ToUpperInvariant();

    public Uri Uri => uri;

    /// <summary>The path's segments, decoded; empty ones (a doubled slash) are dropped, as ARM does.</summary>
    public IReadOnlyList<string> Segments { get; } =
        [.. uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    public string? Authorization { get; init; }

    public string? CorrelationId { get; init; }

    public string? ClientRequestId { get; init; }

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body was longer than allowed, and was not read.</summary>
    public bool BodyIsTooLarge { get; init; }

    public string Path => "/" + string.Join('/', Segments);

    /// <summary>Where answers point back to.</summary>
    public string Authority => $"https://{uri.Authority}";

    public bool TryQuery(string name, [NotNullWhen(true)] out string? value) => _query.TryGetValue(name, out value);

    public string? Query(string name) => _query.GetValueOrDefault(name);

    private static Dictionary<string, string> ReadQuery(Uri uri)
    {
        Dictionary<string, string> query = new(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            query.TryAdd(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : string.Empty);
        }

        return query;
    }
}
