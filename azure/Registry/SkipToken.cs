using System.Buffers.Text;
using System.Text;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// Where a page begins, as callers see it. It names the last row of the page before, not a place in the service's memory, so that it stays good while rows come and go.
/// </summary>
internal static class SkipToken
{
    private const int CharactersMax = 256;

    public static string Write(string rowKey) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(rowKey));

    /// <summary>Reads a token.</summary>
    /// <exception cref="FormatException">It is none of ours.</exception>
    public static string Read(string token, string prefix)
    {
        if (token.Length <= CharactersMax && Base64Url.IsValid(token))
        {
            string rowKey = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
            if (rowKey.StartsWith(prefix, StringComparison.Ordinal) && !rowKey.Any(char.IsControl)) return rowKey;
        }

        throw new FormatException("The skip token does not come from this list.");
    }
}
