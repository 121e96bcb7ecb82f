using System.Net;
using System.Text;
using PlatformDeployer.Azure.Links;

namespace PlatformDeployer.Azure.Tests.Links;

/// <summary>Another platform, as far as HTTP shows it.</summary>
internal sealed class FakePlatform(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly Lock _gate = new();

    public List<(HttpMethod Method, Uri Address, string Body, IReadOnlyDictionary<string, string> Headers)> Calls { get; } = [];

    public static Uri Endpoint { get; } = new("http://child.test:8080/");

    public static FakePlatform Answering(int status, string? body = null, params (string Name, string Value)[] headers) =>
        new((_, _) => Task.FromResult(Response(status, body, headers)));

    public static HttpResponseMessage Response(int status, string? body = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body ?? "", Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public LinkClient Client() => new(this);

    public HttpPlatformLink Link(TimeProvider? time = null) => new(Client(), time ?? TimeProvider.System);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Dictionary<string, string> headers = request.Headers.Concat(request.Content is null ? [] : request.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        lock (_gate) Calls.Add((request.Method, request.RequestUri!, body, headers));
        HttpResponseMessage response = await answer(request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
