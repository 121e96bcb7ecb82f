using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using PlatformDeployer.Azure.Arm;

namespace PlatformDeployer.Azure.Tests.Arm;

/// <summary>A Resource Manager that answers what a test says, in order, and keeps what it was asked.</summary>
internal sealed class ScriptedResourceManager : HttpMessageHandler
{
    public const string SubscriptionId = "11111111-1111-1111-1111-111111111111";

    private readonly Queue<Func<HttpResponseMessage>> _script = new();

    public List<(HttpMethod Method, Uri Address, string Body)> Calls { get; } = [];

    public static string ResourceId { get; } = $"/subscriptions/{SubscriptionId}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acme";

    public ScriptedResourceManager Answer(int status, string? body = null, params (string Name, string Value)[] headers)
    {
        _script.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body ?? "", Encoding.UTF8, "application/json") };
            foreach ((string name, string value) in headers) response.Headers.TryAddWithoutValidation(name, value);
            return response;
        });
        return this;
    }

    public ScriptedResourceManager Drop()
    {
        _script.Enqueue(() => throw new HttpRequestException("The connection was reset."));
        return this;
    }

    public ScriptedResourceManager NeverAnswer()
    {
        _script.Enqueue(() => throw new TaskCanceledException("The request timed out."));
        return this;
    }

    public ArmProvisioner Provisioner(TimeProvider? time = null, string address = "https://management.test")
    {
        var options = new ArmClientOptions { Environment = new ArmEnvironment(new Uri(address), "https://management.test"), Transport = new HttpClientTransport(this) };
        options.Retry.MaxRetries = 0;
        return new ArmProvisioner(new ArmClient(new FixedCredential(), SubscriptionId, options), SubscriptionId, "https", time ?? TimeProvider.System);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add((request.Method, request.RequestUri!, body));
        HttpResponseMessage response = _script.Count > 0 ? _script.Dequeue()() : throw new InvalidOperationException($"Nobody expected {request.Method} {request.RequestUri}.");
        response.RequestMessage = request;
        return response;
    }

    // The pipeline prefers to send without waiting on a thread only when it is asked to; this handler has no other way.
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public static string Body(string provisioningState) => new JsonObject
    {
        ["id"] = ResourceId,
        ["name"] = "acme",
        ["properties"] = new JsonObject { ["provisioningState"] = provisioningState },
    }.ToJsonString();

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
