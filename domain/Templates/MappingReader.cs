using System.Globalization;
using System.Text.Json;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Takes the members of a mapping one by one, collects what is wrong with them, and at the end complains about those nobody took.</summary>
internal sealed class MappingReader
{
    private readonly MappingNode _node;
    private readonly string _what;
    private readonly List<TemplateError> _errors;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private MappingReader(MappingNode node, string what, List<TemplateError> errors)
    {
        _node = node;
        _what = what;
        _errors = errors;
    }

    public TemplatePosition Position => _node.Position;

    /// <summary>A reader of the mapping; null, with an error, when the node is something else.</summary>
    /// <param name="node">The node.</param>
    /// <param name="what">What the mapping is, for error messages: "a template", "tier -3".</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static MappingReader? Open(TemplateNode node, string what, List<TemplateError> errors)
    {
        if (node is MappingNode mapping)
        {
            return new MappingReader(mapping, what, errors);
        }

        errors.Add(node.Position.Error($"Here stands {node.Noun}, where {what} must be a mapping."));
        return null;
    }

    public void Error(TemplatePosition position, string message) => _errors.Add(position.Error(message));

    public TemplateNode? Optional(string key)
    {
        _known.Add(key);
        return _node.Find(key);
    }

    public TemplateNode? Required(string key)
    {
        TemplateNode? value = Optional(key);
        if (value is null)
        {
            Error(Position, $"'{key}' is missing in {_what}.");
        }

        return value;
    }

    public ScalarNode? OptionalText(string key) => Text(key, Optional(key));

    public ScalarNode? RequiredText(string key) => Text(key, Required(key));

    public int? OptionalInteger(string key, int minimum, int maximum) => Integer(key, Optional(key), minimum, maximum);

    public int? RequiredInteger(string key, int minimum, int maximum) => Integer(key, Required(key), minimum, maximum);

    public decimal? OptionalNumber(string key)
    {
        TemplateNode? value = Optional(key);
        if (value is null)
        {
            return null;
        }

        if (value is ScalarNode { Kind: JsonValueKind.Number } scalar && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return number;
        }

        Error(value.Position, $"'{key}' must be a number, not {value.Noun}.");
        return null;
    }

    public bool? OptionalBoolean(string key)
    {
        TemplateNode? value = Optional(key);
        if (value is null or ScalarNode { Kind: JsonValueKind.True or JsonValueKind.False })
        {
            return value is null ? null : ((ScalarNode)value).Kind == JsonValueKind.True;
        }

        Error(value.Position, $"'{key}' must be true or false, not {value.Noun}.");
        return null;
    }

    public MappingNode? OptionalMapping(string key)
    {
        TemplateNode? value = Optional(key);
        if (value is null or MappingNode)
        {
            return (MappingNode?)value;
        }

        Error(value.Position, $"'{key}' must be a mapping, not {value.Noun}.");
        return null;
    }

    public IReadOnlyList<TemplateNode>? OptionalList(string key) => List(key, Optional(key));

    public IReadOnlyList<TemplateNode>? RequiredList(string key) => List(key, Required(key));

    /// <summary>The texts of a list; null when the key is not there.</summary>
    public IReadOnlyList<ScalarNode>? OptionalTexts(string key)
    {
        IReadOnlyList<TemplateNode>? items = OptionalList(key);
        return items is null ? null : [.. items.Select(item => Text($"an item of {key}", item)).OfType<ScalarNode>()];
    }

    /// <summary>One of the words, or null.</summary>
    public string? OptionalWord(string key, IReadOnlyList<string> words)
    {
        ScalarNode? value = OptionalText(key);
        if (value is null || words.Contains(value.Text, StringComparer.Ordinal))
        {
            return value?.Text;
        }

        Error(value.Position, $"'{key}' must be one of {string.Join(", ", words)}, not '{value.Text}'.{Suggestion.For(value.Text, words)}");
        return null;
    }

    /// <summary>Complains about the keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (MappingEntry entry in _node.Entries.Where(entry => !_known.Contains(entry.Key)))
        {
            Error(entry.KeyPosition, $"'{entry.Key}' is not known in {_what}.{Suggestion.For(entry.Key, _known)}");
        }
    }

    private ScalarNode? Text(string key, TemplateNode? value)
    {
        if (value is null or ScalarNode { Kind: JsonValueKind.String, Text.Length: > 0 })
        {
            return (ScalarNode?)value;
        }

        string found = value is ScalarNode { Kind: JsonValueKind.String } ? "empty" : value.Noun;
        Error(value.Position, $"'{key}' must be text, not {found}.");
        return null;
    }

    private int? Integer(string key, TemplateNode? value, int minimum, int maximum)
    {
        if (value is null)
        {
            return null;
        }

        if (value is ScalarNode { Kind: JsonValueKind.Number } scalar
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= minimum
            && number <= maximum)
        {
            return number;
        }

        Error(value.Position, $"'{key}' must be a whole number from {minimum} to {maximum}.");
        return null;
    }

    private IReadOnlyList<TemplateNode>? List(string key, TemplateNode? value)
    {
        if (value is null or SequenceNode)
        {
            return ((SequenceNode?)value)?.Items;
        }

        Error(value.Position, $"'{key}' must be a list, not {value.Noun}.");
        return null;
    }
}
