using System.Globalization;
using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

/// <summary>Reads the part of OData that the table service knows: comparisons of a property with a literal, and, or, not, parentheses.</summary>
internal sealed class ODataFilterParser
{
    /// <summary>The service allows 15 comparisons; a filter that an app composes may be longer here, but not without end.</summary>
    private const int DepthMax = 100;

    private readonly string _text;
    private int _position;
    private int _depth;

    private ODataFilterParser(string text) => _text = text;

    public static EntityFilter Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return EntityFilter.All;
        }

        ODataFilterParser parser = new(text);
        EntityFilter filter = parser.ParseOr();
        parser.SkipSpace();
        return parser._position == text.Length ? filter : throw parser.Invalid("the end was expected");
    }

    private EntityFilter ParseOr()
    {
        EntityFilter left = ParseAnd();
        while (TryWord("or"))
        {
            left = new OrFilter(left, ParseAnd());
        }

        return left;
    }

    private EntityFilter ParseAnd()
    {
        EntityFilter left = ParseNot();
        while (TryWord("and"))
        {
            left = new AndFilter(left, ParseNot());
        }

        return left;
    }

    private EntityFilter ParseNot()
    {
        if (++_depth > DepthMax)
        {
            throw Invalid($"it is nested deeper than {DepthMax}");
        }

        EntityFilter filter = TryWord("not") ? new NotFilter(ParseNot()) : ParsePrimary();
        _depth--;
        return filter;
    }

    private EntityFilter ParsePrimary()
    {
        if (TrySymbol('('))
        {
            EntityFilter inner = ParseOr();
            return TrySymbol(')') ? inner : throw Invalid("')' was expected");
        }

        bool startsWithProperty = TryProperty(out string property);
        if (startsWithProperty)
        {
            return TryOperator(out CompareOperator comparison)
                ? new CompareFilter(property, comparison, ParseLiteral())
                : new CompareFilter(property, CompareOperator.Equal, Value: true);
        }

        object value = ParseLiteral();
        if (!TryOperator(out CompareOperator mirrored) || !TryProperty(out property))
        {
            throw Invalid("a comparison with a property was expected");
        }

        return new CompareFilter(property, Mirror(mirrored), value);
    }

    private static CompareOperator Mirror(CompareOperator comparison) => comparison switch
    {
        CompareOperator.Greater => CompareOperator.Less,
        CompareOperator.GreaterOrEqual => CompareOperator.LessOrEqual,
        CompareOperator.Less => CompareOperator.Greater,
        CompareOperator.LessOrEqual => CompareOperator.GreaterOrEqual,
        _ => comparison,
    };

    private bool TryOperator(out CompareOperator comparison)
    {
        int start = _position;
        string word = ReadWord();
        CompareOperator? found = word switch
        {
            "eq" => CompareOperator.Equal,
            "ne" => CompareOperator.NotEqual,
            "gt" => CompareOperator.Greater,
            "ge" => CompareOperator.GreaterOrEqual,
            "lt" => CompareOperator.Less,
            "le" => CompareOperator.LessOrEqual,
            _ => null,
        };
        comparison = found ?? default;
        _position = found is null ? start : _position;
        return found is not null;
    }

    private bool TryProperty(out string property)
    {
        int start = _position;
        property = ReadWord();
        bool isLiteral = property is "" or "true" or "false" || char.IsAsciiDigit(property[0]) || (_position < _text.Length && _text[_position] == '\'');
        if (isLiteral)
        {
            _position = start;
        }

        return !isLiteral;
    }

    private object ParseLiteral()
    {
        SkipSpace();
        if (_position < _text.Length && _text[_position] == '\'')
        {
            return ReadQuoted();
        }

        int start = _position;
        string word = ReadWord();
        if (word.Length > 0 && _position < _text.Length && _text[_position] == '\'')
        {
            return ParseTyped(word, ReadQuoted());
        }

        _position = start;
        return word switch
        {
            "true" => true,
            "false" => false,
            _ => ParseNumber(),
        };

        object ParseTyped(string type, string value)
        {
            try
            {
                return type switch
                {
                    "datetime" => DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                    "guid" => Guid.Parse(value),
                    "X" or "binary" => Convert.FromHexString(value),
                    _ => throw Invalid($"'{type}' is not a type of literal"),
                };
            }
            catch (FormatException)
            {
                throw Invalid($"'{value}' is not a {type}");
            }
        }
    }

    private object ParseNumber()
    {
        int start = _position;
        while (_position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] is '-' or '+' or '.'))
        {
            _position++;
        }

        string token = _text[start.._position];
        if (token is "true" or "false")
        {
            return token == "true";
        }

        if (token.EndsWith('L') && long.TryParse(token.AsSpan(0, token.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long large))
        {
            return large;
        }

        if (int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        return double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) ? real : throw Invalid("a literal was expected");
    }

    private string ReadQuoted()
    {
        int start = ++_position;
        while (_position < _text.Length)
        {
            if (_text[_position] != '\'')
            {
                _position++;
            }
            else if (_position + 1 < _text.Length && _text[_position + 1] == '\'')
            {
                _position += 2;
            }
            else
            {
                return _text[start.._position++].Replace("''", "'", StringComparison.Ordinal);
            }
        }

        throw Invalid("a quote is not closed");
    }

    private string ReadWord()
    {
        SkipSpace();
        int start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        return _text[start.._position];
    }

    private bool TryWord(string word)
    {
        int start = _position;
        bool found = ReadWord() == word;
        _position = found ? _position : start;
        return found;
    }

    private bool TrySymbol(char symbol)
    {
        SkipSpace();
        bool found = _position < _text.Length && _text[_position] == symbol;
        _position += found ? 1 : 0;
        return found;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private Exception Invalid(string reason) =>
        TableFailure.Create(400, "InvalidInput", $"The filter '{_text}' is not valid: {reason} at character {_position + 1}.");
}
