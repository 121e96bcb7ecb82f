using Microsoft.AspNetCore.Http;

namespace Embedded.Functions.Http;

/// <summary>The values of a request that parameters are bound to by name: its query, and over that its route.</summary>
internal static class HttpBindingData
{
    private static readonly Dictionary<string, object?> Empty = [];

    public static IReadOnlyDictionary<string, object?> Of(HttpRequest request)
    {
        if (!request.QueryString.HasValue && request.RouteValues.Count == 0)
        {
            return Empty;
        }

        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Query)
        {
            data[name] = values.ToString();
        }

        foreach ((string name, object? value) in request.RouteValues)
        {
            if (value is not null)
            {
                data[name] = value;
            }
        }

        return data;
    }
}
