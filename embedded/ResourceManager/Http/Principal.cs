using System.Buffers.Text;
using System.Text.Json;

namespace Embedded.ResourceManager.Http;

/// <summary>Who calls.</summary>
internal sealed record Principal(string ObjectId, string ApplicationId, string Name)
{
    private const string Prefix = "Bearer local.";
    private const int TokenLengthMax = 8_192;

    public static Principal Nobody { get; } = new(string.Empty, string.Empty, "anonymous");

    /// <summary>Reads an Authorization header; throws ARM's 401 when it does not name a principal.</summary>
    public static Principal Authenticate(string? header)
    {
        if (string.IsNullOrEmpty(header))
            throw new ArmException(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > TokenLengthMax)
            throw Invalid();
        try
        {
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(header.AsSpan(Prefix.Length)));
            JsonElement root = claims.RootElement;
            Principal principal = new(Claim(root, "oid"), Claim(root, "appid"), Claim(root, "name"));
            return Guid.TryParse(principal.ObjectId, out _) ? principal : throw Invalid();
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw Invalid();
        }
    }

    private static string Claim(JsonElement claims, string name)
        => claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;

    private static ArmException Invalid() => new(401, "InvalidAuthenticationToken", "The access token is invalid.");
}
