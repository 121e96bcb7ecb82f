using System.Text;

namespace Embedded.Tables.Query;

/// <summary>Where a query goes on: a key rather than a count, so that it holds whatever is written in between.</summary>
internal readonly record struct EntityKey(string PartitionKey, string RowKey)
{
    public string ToToken() => $"{Encode(PartitionKey)} {Encode(RowKey)}";

    public static EntityKey? Parse(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        string[] parts = token.Split(' ');
        try
        {
            return parts.Length == 2 ? new EntityKey(Decode(parts[0]), Decode(parts[1])) : throw new FormatException("It has not two parts.");
        }
        catch (FormatException e)
        {
            throw new ArgumentException("The continuation token was not made by this service.", nameof(token), e);
        }
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
}
