using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Embedded.Tables.Store;

/// <summary>The answer to a request that never was one: what an app may look at in the answer of the service.</summary>
internal sealed class ServiceResponse(int status, IReadOnlyDictionary<string, string>? headers = null, byte[]? body = null) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => status switch
    {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        404 => "Not Found",
        409 => "Conflict",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        _ => string.Empty,
    };

    public override Stream? ContentStream { get; set; } = body is null ? null : new MemoryStream(body, writable: false);

    public override string ClientRequestId { get; set; } = string.Empty;

    public static ServiceResponse WithETag(int status, string eTag) => new(status, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["ETag"] = eTag });

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers?.ContainsKey(name) == true;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers?.Select(header => new HttpHeader(header.Key, header.Value)) ?? [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return headers?.TryGetValue(name, out value) == true;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out string? value) ? [value] : null;
        return values is not null;
    }
}
