using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Bodies;

/// <summary>Reads the body of a request, and no more of it than is allowed.</summary>
internal static class RequestBody
{
    /// <summary>The largest body of a request, in bytes, unless the address says otherwise.</summary>
    public const int BytesMax = 256 * 1024;

    private const int FirstBufferBytes = 4096;

    /// <summary>Reads a body of JSON.</summary>
    /// <exception cref="ProblemException">It is too large (413) or not said to be JSON in UTF-8 (415).</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken, int bytesMax = BytesMax)
    {
        CheckMediaType(request);
        return await ReadAsync(request, bytesMax, cancellationToken);
    }

    /// <summary>Reads a body of a request that has none.</summary>
    /// <exception cref="ProblemException">There is one.</exception>
    public static async Task ReadNothingAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = await ReadAsync(request, BytesMax, cancellationToken);
        if (!body.IsEmpty) throw new ProblemException(ProblemCodes.InvalidRequest, "This request takes no body.");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax) throw Problem.BodyTooLarge(bytesMax);

        // A chunked body does not say how long it is: one byte more than allowed is enough to know.
        var body = new ArrayBufferWriter<byte>(FirstBufferBytes);
        while (body.WrittenCount <= bytesMax)
        {
            Memory<byte> free = body.GetMemory();
            int length = Math.Min(free.Length, bytesMax + 1 - body.WrittenCount);
            int read = await request.Body.ReadAsync(free[..length], cancellationToken);
            if (read == 0) return body.WrittenMemory;
            body.Advance(read);
        }

        throw Problem.BodyTooLarge(bytesMax);
    }

    private static void CheckMediaType(HttpRequest request)
    {
        bool isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)));
        if (!isJson) throw Unsupported($"The body must be application/json, not '{Problem.Clip(request.ContentType ?? "")}'.");

        string charset = HeaderUtilities.RemoveQuotes(type!.Charset).ToString();
        if (charset.Length > 0 && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) throw Unsupported($"JSON is UTF-8; the charset '{Problem.Clip(charset)}' is not read.");

        string encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) throw Unsupported($"A body with Content-Encoding '{Problem.Clip(encoding)}' is not read.");
    }

    private static ProblemException Unsupported(string detail) => new(ProblemCodes.UnsupportedMediaType, detail);
}
