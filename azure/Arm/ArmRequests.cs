using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Azure.Arm;

/// <summary>Plain REST through the client's pipeline: its sign-in, its transport, its headers, and an api-version for each call.</summary>
internal sealed class ArmRequests(RestSubscription client)
{
    /// <summary>Sends a request about a resource; any status is an answer.</summary>
    public ValueTask<Response> SendAsync(RequestMethod method, ResourceTarget target, string action, JsonNode? body, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(client.Address) { Path = CheckedPath(target.Id) + action, Query = $"api-version={Uri.EscapeDataString(target.ApiVersion)}" };
        return SendAsync(method, address.Uri, body, cancellationToken);
    }

    /// <summary>Asks an address that the Resource Manager gave.</summary>
    /// <exception cref="FormatException">The address is not the Resource Manager's: our sign-in goes nowhere else.</exception>
    public ValueTask<Response> GetAsync(string address, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, Resolve(address), null, cancellationToken);

    /// <summary>An address that the Resource Manager gave, as it is kept: without the host where that is the one we talk to anyway.</summary>
    public string Shorten(string address)
    {
        Uri resolved = Resolve(address);
        return IsHome(resolved) ? resolved.PathAndQuery : resolved.AbsoluteUri;
    }

    private Uri Resolve(string address)
    {
        // "/path" parses as an absolute file URI on Unix.
        Uri resolved = address.StartsWith('/') ? new Uri(client.Address, address) : new Uri(address, UriKind.Absolute);
        bool ours = IsHome(resolved) || resolved.Host.EndsWith("." + client.Address.Host, StringComparison.OrdinalIgnoreCase);
        return ours && string.Equals(resolved.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
            ? resolved
            : throw new FormatException($"The Resource Manager at {client.Address.Authority} pointed to {resolved.GetLeftPart(UriPartial.Authority)}, which is not its own.");
    }

    private bool IsHome(Uri address) => string.Equals(address.Authority, client.Address.Authority, StringComparison.OrdinalIgnoreCase);

    private static string CheckedPath(string id) =>
        id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) && id.IndexOfAny(['?', '#', '\\', '%']) < 0 && !id.Contains("..", StringComparison.Ordinal)
            ? id
            : throw new FormatException($"'{id}' is not a resource id.");

    private async ValueTask<Response> SendAsync(RequestMethod method, Uri address, JsonNode? body, CancellationToken cancellationToken)
    {
        using HttpMessage message = client.Rest.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(body.ToJsonString(ArmJson.Options)));
        }

        await client.Rest.SendAsync(message, cancellationToken);
        return message.Response;
    }
}
