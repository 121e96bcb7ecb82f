using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>An object with named members and no others.</summary>
internal sealed class ObjectShape : Shape
{
    private readonly Dictionary<string, PropertyRule> _rules = new(StringComparer.Ordinal);

    public ObjectShape(IEnumerable<PropertyRule> rules)
    {
        foreach (PropertyRule rule in rules)
            _rules.Add(rule.Name, rule);
    }

    public override string Name => "object";

    public IReadOnlyCollection<PropertyRule> Rules => _rules.Values;

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        if (value is not JsonObject members)
        {
            report.Add("InvalidRequestContent", path, $"The request content was invalid: an object is expected at path '{path}'.");
            return null;
        }

        JsonObject kept = [];
        foreach ((string name, JsonNode? member) in members)
        {
            string memberPath = Join(path, name);
            if (!_rules.TryGetValue(name, out PropertyRule? rule))
                report.Add("InvalidRequestContent", memberPath, UnknownMember(name, memberPath));
            else if (member is not null && !rule.IsReadOnly)
                kept[name] = rule.Shape.Normalize(member, memberPath, report);
        }

        FillIn(kept, path, report);
        return kept;
    }

    public override string? FindForbiddenChange(JsonNode? before, JsonNode? after, string path)
    {
        if (before is not JsonObject old || after is not JsonObject now)
            return null;
        foreach (PropertyRule rule in _rules.Values)
        {
            string memberPath = Join(path, rule.Name);
            JsonNode? oldValue = old[rule.Name];
            JsonNode? newValue = now[rule.Name];
            if (rule.IsImmutable && oldValue is not null && newValue is not null && !JsonNode.DeepEquals(oldValue, newValue))
                return memberPath;
            if (rule.Shape.FindForbiddenChange(oldValue, newValue, memberPath) is { } deeper)
                return deeper;
        }

        return null;
    }

    /// <summary>Adds what the provider sets: kept from before, or made now.</summary>
    public void Generate(JsonObject members, JsonObject? before, GenerationContext context)
    {
        foreach (PropertyRule rule in _rules.Values)
        {
            if (rule.Generate is not null)
                members[rule.Name] = before?[rule.Name]?.DeepClone() ?? rule.Generate(context);
        }
    }

    private void FillIn(JsonObject kept, string path, ShapeReport report)
    {
        foreach (PropertyRule rule in _rules.Values)
        {
            if (kept.ContainsKey(rule.Name))
                continue;
            string memberPath = Join(path, rule.Name);
            if (rule.Default is not null)
                kept[rule.Name] = rule.Default.DeepClone();
            else if (rule.IsRequired)
                report.Add("BadRequest", memberPath, $"The required property '{memberPath}' is missing.");
        }
    }

    private string UnknownMember(string name, string path)
    {
        string known = string.Join(", ", _rules.Values.Where(rule => !rule.IsReadOnly).Select(rule => rule.Name).Order(StringComparer.Ordinal));
        return "The request content was invalid and could not be deserialized: "
            + $"Could not find member '{name}' on object of type '{Name}'. Path '{path}'. Known members: {known}.";
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
