using System.Text.RegularExpressions;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>The <c>$filter</c> of a list of resources: equalities joined with <c>and</c>. Anything else is refused, not ignored.</summary>
internal sealed partial class ResourceFilter
{
    private readonly List<(string Field, string Value)> _terms = [];

    public static ResourceFilter Parse(string? text)
    {
        ResourceFilter filter = new();
        if (string.IsNullOrWhiteSpace(text))
            return filter;
        if (text.Length > 4_096 || !Whole().IsMatch(text))
            throw Invalid(text);
        foreach (Match term in Term().Matches(text))
        {
            string field = term.Groups["field"].Value.ToUpperInvariant();
            if (field is not ("RESOURCETYPE" or "TAGNAME" or "TAGVALUE" or "RESOURCEGROUP" or "NAME" or "LOCATION"))
                throw Invalid(text);
            filter._terms.Add((field, term.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal)));
        }

        return filter;
    }

    public bool Matches(ResourceRecord record) => _terms.TrueForAll(term => Matches(record, term.Field, term.Value));

    private bool Matches(ResourceRecord record, string field, string value)
        => field switch
        {
            "RESOURCETYPE" => Same(record.Id.Type.ToString(), value),
            "NAME" => Same(record.Id.Name, value),
            "LOCATION" => Same(record.Location, AzureRegions.Normalize(value)),
            "RESOURCEGROUP" => Same(record.Id.ResourceGroupName, value),
            "TAGNAME" => record.Tags.ContainsKey(value),
            _ => _terms.Find(term => term.Field == "TAGNAME") is { Value: { } name }
                ? record.Tags.TryGetValue(name, out string? found) && found == value
                : record.Tags.Values.Contains(value, StringComparer.Ordinal),
        };

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static ArmException Invalid(string text)
        => new(400, "InvalidFilterInQueryString", $"Invalid $filter '{text}' specified in the query string.");

    [GeneratedRegex(@"^\s*\w+\s+eq\s+'([^']|'')*'(\s+and\s+\w+\s+eq\s+'([^']|'')*')*\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<field>\w+)\s+eq\s+'(?<value>([^']|'')*)'", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Term();
}
