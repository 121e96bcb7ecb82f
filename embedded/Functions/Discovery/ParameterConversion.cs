using System.Globalization;

namespace Embedded.Functions.Discovery;

/// <summary>Turns the text of a route or query value, or a message's property, into a simple type.</summary>
internal static class ParameterConversion
{
    private static readonly Dictionary<Type, Func<string, object>> Parsers = new()
    {
        [typeof(string)] = text => text,
        [typeof(bool)] = text => bool.Parse(text),
        [typeof(char)] = text => char.Parse(text),
        [typeof(byte)] = Parse<byte>,
        [typeof(sbyte)] = Parse<sbyte>,
        [typeof(short)] = Parse<short>,
        [typeof(ushort)] = Parse<ushort>,
        [typeof(int)] = Parse<int>,
        [typeof(uint)] = Parse<uint>,
        [typeof(long)] = Parse<long>,
        [typeof(ulong)] = Parse<ulong>,
        [typeof(float)] = Parse<float>,
        [typeof(double)] = Parse<double>,
        [typeof(decimal)] = Parse<decimal>,
        [typeof(Guid)] = Parse<Guid>,
        [typeof(TimeSpan)] = Parse<TimeSpan>,
        [typeof(DateOnly)] = Parse<DateOnly>,
        [typeof(TimeOnly)] = Parse<TimeOnly>,
        [typeof(DateTime)] = text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        [typeof(DateTimeOffset)] = text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        [typeof(Uri)] = text => new Uri(text, UriKind.RelativeOrAbsolute),
    };

    public static bool IsSimple(Type type)
    {
        Type actual = Nullable.GetUnderlyingType(type) ?? type;
        return actual.IsEnum || Parsers.ContainsKey(actual);
    }

    /// <exception cref="FormatException">The value is not of the type.</exception>
    public static object Convert(object value, Type type)
    {
        Type actual = Nullable.GetUnderlyingType(type) ?? type;
        if (actual.IsInstanceOfType(value))
        {
            return value;
        }

        try
        {
            string text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
            return actual.IsEnum ? Enum.Parse(actual, text, ignoreCase: true) : Parsers[actual](text);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or UriFormatException)
        {
            throw new FormatException($"'{value}' is not a {actual.Name}.", e);
        }
    }

    private static object Parse<T>(string text)
        where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
