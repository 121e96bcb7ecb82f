using System.Text.Json;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Bodies;

/// <summary>
/// Takes the fields of a JSON object one by one and collects what is wrong with them. <see cref="RefuseOthers"/> comes last: what was not asked for
/// by then is unknown. A field that is null counts as left out.
/// </summary>
internal sealed class JsonFields
{
    private readonly string _path;
    private readonly FieldErrors _errors;
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    /// <summary>Begins with an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="path">Its path in the request; empty for the body itself.</param>
    /// <param name="errors">Where to put what is wrong.</param>
    public JsonFields(JsonElement json, string path, FieldErrors errors)
    {
        _path = path;
        _errors = errors;
        foreach (JsonProperty field in json.EnumerateObject())
        {
            if (!_values.TryAdd(field.Name, field.Value)) _errors.Add(PathOf(field.Name), $"The field '{Problem.Clip(PathOf(field.Name))}' is there more than once.");
        }
    }

    /// <summary>The names of all fields.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>The path of a field.</summary>
    public string PathOf(string field) => _path.Length == 0 ? field : $"{_path}.{field}";

    /// <summary>A field of text.</summary>
    public string? Text(string field) => Take(field, JsonValueKind.String, "a string")?.GetString();

    /// <summary>A field that is true or false.</summary>
    public bool? Flag(string field)
    {
        if (Take(field) is not JsonElement value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Refuse(field, value, "a boolean");
        return null;
    }

    /// <summary>A field with a whole number; whoever asks for it refuses what is negative.</summary>
    public int? Integer(string field)
    {
        if (Take(field, JsonValueKind.Number, "an integer") is not JsonElement value) return null;
        if (value.TryGetInt32(out int number)) return number;
        _errors.Add(PathOf(field), $"{PathOf(field)} must be an integer from 0 to {int.MaxValue}.");
        return null;
    }

    /// <summary>A field with an array of text.</summary>
    public IReadOnlyList<string>? Texts(string field, int itemsMax)
    {
        if (Take(field, JsonValueKind.Array, "an array of strings") is not JsonElement array) return null;
        if (array.GetArrayLength() > itemsMax)
        {
            _errors.Add(PathOf(field), $"{PathOf(field)} may have at most {itemsMax} items.");
            return null;
        }

        List<string> texts = [];
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String) texts.Add(item.GetString()!);
            else Refuse($"{field}[{texts.Count}]", item, "a string");
        }

        return texts;
    }

    /// <summary>A field with an object of its own.</summary>
    public JsonFields? Object(string field) =>
        Take(field, JsonValueKind.Object, "an object") is JsonElement value ? new JsonFields(value, PathOf(field), _errors) : null;

    /// <summary>A field of any kind, null included; false when it is left out.</summary>
    public bool TryTake(string field, out JsonElement value)
    {
        _known.Add(field);
        return _values.TryGetValue(field, out value);
    }

    /// <summary>Names every field that nobody asked for.</summary>
    public void RefuseOthers()
    {
        foreach (string field in _values.Keys.Except(_known, StringComparer.Ordinal))
        {
            string? near = NearMiss.Find(field, _known);
            string hint = near is null ? $" The fields are {string.Join(", ", _known)}." : $" Did you mean '{near}'?";
            _errors.Add(PathOf(field), $"There is no field '{Problem.Clip(PathOf(field))}'.{hint}", ProblemCodes.UnknownField);
        }
    }

    private JsonElement? Take(string field, JsonValueKind kind, string expected)
    {
        if (Take(field) is not JsonElement value) return null;
        if (value.ValueKind == kind) return value;
        Refuse(field, value, expected);
        return null;
    }

    private JsonElement? Take(string field) => TryTake(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private void Refuse(string field, JsonElement value, string expected) =>
        _errors.Add(PathOf(field), $"{Problem.Clip(PathOf(field))} must be {expected}, not {JsonKinds.Name(value.ValueKind)}.");
}
