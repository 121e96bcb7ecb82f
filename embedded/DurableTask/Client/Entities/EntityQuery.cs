namespace Microsoft.DurableTask.Client.Entities;

/// <summary>Which entities to list, and how many a page.</summary>
public record EntityQuery
{
    public const int DefaultPageSize = 100;

    /// <summary>What the ids begin with: a name, or a name and the beginning of a key as in "@name@key". Case does not count in the name.</summary>
    public string? InstanceIdStartsWith
    {
        get;
        init => field = value is null ? null : Normalised(value);
    }

    public DateTimeOffset? LastModifiedFrom { get; init; }

    public DateTimeOffset? LastModifiedTo { get; init; }

    public bool IncludeState { get; init; } = true;

    /// <summary>Whether to list entities that have no state, but are locked or have operations waiting.</summary>
    public bool IncludeTransient { get; init; }

    public int? PageSize { get; init; }

    public string? ContinuationToken { get; init; }

    private static string Normalised(string start)
    {
        string id = start.StartsWith('@') ? start : '@' + start;
        int end = id.IndexOf('@', startIndex: 1);
        return end < 0 ? id.ToLowerInvariant() : id[..end].ToLowerInvariant() + id[end..];
    }
}
