using System.Security.Cryptography;
using System.Text;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Providers;

/// <summary>What a provider knows when it makes the values of a new resource.</summary>
internal sealed class GenerationContext(ResourceId id, string? location, string tenantId, DateTimeOffset now, string seed)
{
    public ResourceId Id => id;

    public string Name => id.Name;

    public string Location => location ?? string.Empty;

    public string TenantId => tenantId;

    public DateTimeOffset Now => now;

    /// <summary>A GUID for a purpose: the same for the same creation of the same resource and seed, and another for its next creation.</summary>
    public string NewGuid(string purpose)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{id.Text.ToUpperInvariant()}|{purpose}"));
        return new Guid(digest.AsSpan(0, 16)).ToString();
    }

    /// <summary>A shared key for a purpose, in base 64.</summary>
    public string NewKey(string purpose)
        => Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes($"{seed}|{id.Text.ToUpperInvariant()}|{purpose}|key")));
}
