using System.Net;
using System.Text;

namespace Embedded.ResourceManager.Http;

/// <summary>The Resource Manager without a socket: the transport of a client in the same process.</summary>
internal sealed class ArmMessageHandler(ArmPipeline pipeline) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        bool tooLarge = body.Length > ArmRequest.BodyMaxBytes;
        ArmRequest armRequest = new(request.Method.Method, request.RequestUri!)
        {
            Authorization = request.Headers.Authorization?.ToString(),
            CorrelationId = First(request, "x-ms-correlation-request-id"),
            ClientRequestId = First(request, "x-ms-client-request-id"),
            ContentType = request.Content?.Headers.ContentType?.ToString(),
            Body = tooLarge ? default : body,
            BodyIsTooLarge = tooLarge,
        };
        ArmResponse response;
        try
        {
            response = await pipeline.AnswerAsync(armRequest, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionDroppedException e)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, e.Message, e);
        }

        HttpResponseMessage message = new((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new StringContent(response.Body?.ToJsonString() ?? string.Empty, Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in response.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        => Task.Run(() => SendAsync(request, cancellationToken), cancellationToken).GetAwaiter().GetResult();

    private static string? First(HttpRequestMessage request, string header)
        => request.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
