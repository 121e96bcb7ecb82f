using System.Security.Cryptography;
using System.Text;

namespace PlatformDeployer.Domain.Resources;

/// <summary>
/// Makes names: readable at the front, and at the end a hash of the platform's id, the resource's type and key, so that a repeated PUT is the same PUT
/// and no two platforms ever want the same name.
/// </summary>
public static class ResourceNames
{
    private const string HashAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

    // 60 bits: among a million names the chance of one collision is about one in two million.
    private const int HashLength = 12;

    /// <summary>Resource groups take up to 90 characters.</summary>
    private static readonly NameRule GroupName = new(1, 90);

    /// <summary>The name of a platform's resource group: <c>rg-acme-…</c>.</summary>
    public static string ResourceGroup(string platformId, string platformName) =>
        Compose(GroupName, $"rg-{platformName}", Hash(platformId, "Microsoft.Resources/resourceGroups", ""));

    /// <summary>The name of a resource, within the rules of its type.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="platformId">The platform's id.</param>
    /// <param name="platformName">The platform's name, for people.</param>
    /// <param name="key">The resource's key in its template.</param>
    public static string Create(string type, string platformId, string platformName, string key)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Compose(ResourceTypes.TraitsOf(type).Name, $"{platformName}-{key}", Hash(platformId, type.ToUpperInvariant(), key));
    }

    /// <summary>The name of a role assignment: a GUID that says by whom, what and where, so that the same grant is always the same assignment.</summary>
    /// <param name="scopeId">The id of what the role is granted on.</param>
    /// <param name="principal">Whom it is granted to.</param>
    /// <param name="roleDefinitionId">The role.</param>
    public static Guid RoleAssignment(string scopeId, string principal, string roleDefinitionId)
    {
        string text = $"{scopeId}|{principal}|{roleDefinitionId}".ToUpperInvariant();
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);

        // RFC 9562: version 8 (custom, here SHA-256 in place of version 5's SHA-1) and the variant bits.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static string Compose(NameRule rule, string readable, string hash)
    {
        int room = rule.LengthMax - HashLength - (rule.HasHyphens ? 1 : 0);
        string front = Clean(readable, rule.HasHyphens);
        front = front[..int.Min(front.Length, room)].TrimEnd('-');
        string name = front + (rule.HasHyphens && front.Length > 1 ? "-" : "") + hash;
        return name.Length >= rule.LengthMin ? name : throw new InvalidOperationException($"No name rule may ask for more than {HashLength} characters.");
    }

    /// <summary>Lower-case letters, digits and single hyphens, the first a letter and the second no hyphen (search services want that).</summary>
    private static string Clean(string text, bool hasHyphens)
    {
        StringBuilder clean = new();
        foreach (char letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetter(letter) || (char.IsAsciiDigit(letter) && clean.Length > 0))
            {
                clean.Append(letter);
            }
            else if (hasHyphens && clean.Length > 1 && clean[^1] != '-')
            {
                clean.Append('-');
            }
        }

        return clean.ToString();
    }

    /// <summary>The hash; its first character is a letter, as names must start with one.</summary>
    private static string Hash(string platformId, string type, string key)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{platformId}\n{type}\n{key}"));
        return string.Create(HashLength, digest, static (name, bytes) =>
        {
            ulong bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
            for (int at = 0; at < name.Length; at++)
            {
                name[at] = HashAlphabet[(int)(bits & 31)];
                bits >>= 5;
            }

            name[0] = HashAlphabet[bytes[^1] % 26];
        });
    }
}
