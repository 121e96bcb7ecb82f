namespace Embedded.Functions.Invocation;

/// <summary>The binding data of a trigger that has none.</summary>
internal static class NoData
{
    public static readonly IReadOnlyDictionary<string, object?> Instance = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
}
