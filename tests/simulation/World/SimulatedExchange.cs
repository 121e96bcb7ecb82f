using System.Net;
using Embedded.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PlatformDeployer.Simulation.World;

/// <summary>A request and its answer as the instance sees them.</summary>
internal sealed class SimulatedExchange
{
    private readonly MemoryStream _body = new();

    public SimulatedExchange(IInstanceConnection connection, SentRequest sent, CancellationToken gone)
    {
        Context = new DefaultHttpContext();
        Context.Features.Set(connection);
        Context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_body));
        Context.RequestAborted = gone;
        HttpRequest request = Context.Request;
        request.Method = sent.Method;
        request.Scheme = sent.Address.Scheme;
        request.Host = HostString.FromUriComponent(sent.Address);
        request.Path = PathString.FromUriComponent(sent.Address);
        request.QueryString = QueryString.FromUriComponent(sent.Address);
        request.Protocol = HttpProtocol.Http11;
        foreach ((string name, string[] values) in sent.Headers) request.Headers[name] = new StringValues(values);
        request.Body = new MemoryStream(sent.Body, writable: false);
        request.ContentLength = sent.Body.Length;
    }

    public HttpContext Context { get; }

    public HttpResponseMessage Response()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Context.Response.StatusCode) { Content = new ByteArrayContent(_body.ToArray()) };
        foreach ((string name, StringValues values) in Context.Response.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return response;
    }
}
