using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>Cuts a list into pages. The next page starts after the last id of this one, so changes between pages neither repeat nor lose others.</summary>
internal static class ResourcePage
{
    private const int PageMaxCount = 1_000;

    public static ArmResponse Write(ArmCall call, IEnumerable<ResourceRecord> all, Func<ResourceRecord, JsonObject> write)
    {
        int top = Top(call.Request.Query("$top"));
        string after = After(call.Request.Query("$skiptoken"));
        List<ResourceRecord> sorted = [.. all
            .Where(record => string.Compare(record.Id.Text, after, StringComparison.OrdinalIgnoreCase) > 0)
            .OrderBy(record => record.Id.Text, StringComparer.OrdinalIgnoreCase)];
        JsonObject page = new() { ["value"] = new JsonArray([.. sorted.Take(top).Select(record => (JsonNode)write(record))]) };
        if (sorted.Count > top)
            page["nextLink"] = NextLink(call.Request, sorted[top - 1].Id.Text);
        return new ArmResponse(200, page);
    }

    private static int Top(string? text)
    {
        if (text is null)
            return PageMaxCount;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int top) || top < 1)
            throw new ArmException(400, "InvalidTopInQueryString", $"The value '{text}' of $top is not a positive number.");
        return Math.Min(top, PageMaxCount);
    }

    private static string After(string? token)
    {
        if (token is null)
            return string.Empty;
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            throw new ArmException(400, "InvalidSkipToken", "The $skiptoken is not one that was given.");
        }
    }

    private static string NextLink(ArmRequest request, string last)
    {
        string kept = string.Join('&', request.Uri.Query.TrimStart('?').Split('&').Where(
            pair => !pair.StartsWith("$skiptoken", StringComparison.OrdinalIgnoreCase) && !pair.StartsWith("%24skiptoken",
                StringComparison.OrdinalIgnoreCase)));
        return $"{request.Authority}{request.Uri.AbsolutePath}?{kept}&$skiptoken={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last))}";
    }
}
