using System.Text.Json;
using Azure.Core;

namespace Embedded.ResourceManager.Sdk;

/// <summary>
/// Tokens for the local Resource Manager: <c>local.</c> and the principal as base64url JSON. Unsigned: they say who calls on a machine
/// where everybody may call, and no service in Azure takes them.
/// </summary>
internal sealed class LocalTokenCredential(string objectId, string applicationId, string name, TimeProvider? clock = null) : TokenCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly string _token = Token(objectId, applicationId, name);

    /// <summary>The token of a principal, without the word <c>Bearer</c>.</summary>
    public static string Token(string objectId, string applicationId, string name)
    {
        byte[] claims = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["oid"] = objectId, ["appid"] = applicationId, ["name"] = name });
        return "local." + System.Buffers.Text.Base64Url.EncodeToString(claims);
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        => new(_token, _clock.GetUtcNow() + Lifetime);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        => new(GetToken(requestContext, cancellationToken));
}
