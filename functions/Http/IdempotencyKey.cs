using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http;

/// <summary>The <c>Idempotency-Key</c> of a POST. A key belongs to the route it was first used on.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The longest key, in characters.</summary>
    public const int CharactersMax = 255;

    /// <summary>The key of a request together with its route, hashed, in lower-case hexadecimal; null when there is none.</summary>
    /// <exception cref="ProblemException">The key is empty, too long, not printable ASCII, or there are several.</exception>
    public static string? Read(HttpRequest request, string route)
    {
        if (!request.Headers.TryGetValue(Header, out Microsoft.Extensions.Primitives.StringValues keys)) return null;
        string? key = keys.Count == 1 ? keys[0] : null;
        if (key is not { Length: > 0 and <= CharactersMax } || !key.All(character => character is >= ' ' and <= '~'))
        {
            throw Problem.InvalidField(Header, $"{Header} must be one value of 1 to {CharactersMax} printable ASCII characters.");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{route}\n{key}")));
    }
}
