using System.Globalization;
using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

/// <summary>Writes a value as it stands in a filter.</summary>
internal static class ODataLiteral
{
    public static string Format(object? value) => value is null ? throw new ArgumentException("A filter cannot compare with null.", nameof(value)) : EntityValue.Normalize(value) switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => FormatDouble(number),
        DateTimeOffset time => $"datetime'{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)}'",
        Guid guid => $"guid'{guid}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        _ => throw new ArgumentException($"A filter cannot compare with a {value.GetType()}.", nameof(value)),
    };

    private static string FormatDouble(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny("Ee.N") < 0 ? text + ".0" : text;
    }

    /// <summary>Fills the holes of an interpolated filter with literals.</summary>
    public static string Format(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Format)]);
    }
}
