using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using PlatformDeployer.Domain.Links;

namespace PlatformDeployer.Azure.Links;

/// <summary>Forwards over HTTP. A header counts the platforms a request has passed through, so that two that take each other for the right one do not go on for ever.</summary>
public sealed class RequestForwarder(LinkClient client, TimeProvider time) : IRequestForwarder
{
    /// <summary>Counts the platforms a request has passed through.</summary>
    public const string HopsHeader = "X-Platform-Hops";

    /// <summary>The headers of a request that go with it.</summary>
    public static IReadOnlySet<string> RequestHeaders { get; } =
        new[] { "Idempotency-Key", "If-Match", "Content-Type", "traceparent", "tracestate", HopsHeader }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The headers of an answer that come back.</summary>
    public static IReadOnlySet<string> ResponseHeaders { get; } =
        new[] { "Content-Type", "Location", "Operation-Location", "Retry-After", "ETag" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public async Task<ForwardedResponse> ForwardAsync(Uri endpoint, ForwardedRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(request);
        if (!request.PathAndQuery.StartsWith("/api/", StringComparison.Ordinal)) throw new ArgumentException("Only requests to the API are forwarded.", nameof(request));

        var address = new Uri(endpoint, request.PathAndQuery);
        using HttpRequestMessage message = Compose(address, request);
        using var deadline = new CancellationTokenSource(LinkLimits.ForwardTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new ForwardedResponse((int)response.StatusCode, Relayed(response), body);
        }
        catch (Exception exception) when (LinkFailures.IsForeign(exception, cancellationToken))
        {
            throw LinkFailures.Read(exception, address);
        }
    }

    private static HttpRequestMessage Compose(Uri address, ForwardedRequest request)
    {
        int hops = 1 + Hops(request.Headers);
        if (hops > LinkLimits.HopsMax)
        {
            throw new PlatformLinkException(LinkFailure.Unexpected, $"The request has passed through {LinkLimits.HopsMax} platforms and has not reached the one it is for.");
        }

        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), address);
        if (!request.Body.IsEmpty) message.Content = new ReadOnlyMemoryContent(request.Body);
        foreach ((string name, string value) in request.Headers)
        {
            if (!RequestHeaders.Contains(name) || string.Equals(name, HopsHeader, StringComparison.OrdinalIgnoreCase)) continue;
            HttpHeaders? headers = string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase) ? message.Content?.Headers : message.Headers;
            headers?.TryAddWithoutValidation(name, value);
        }

        message.Headers.Add(HopsHeader, hops.ToString(CultureInfo.InvariantCulture));
        return message;
    }

    private static int Hops(IReadOnlyDictionary<string, string> headers)
    {
        string? text = headers.FirstOrDefault(header => string.Equals(header.Key, HopsHeader, StringComparison.OrdinalIgnoreCase)).Value;
        if (text is null) return 0;
        // What cannot be read did not come from a platform: it is counted as the most, never as a fresh start.
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int hops) && hops < LinkLimits.HopsMax ? hops : LinkLimits.HopsMax;
    }

    private static Dictionary<string, string> Relayed(HttpResponseMessage response)
    {
        var relayed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            if (ResponseHeaders.Contains(name)) relayed[name] = string.Join(", ", values);
        }

        return relayed;
    }
}
