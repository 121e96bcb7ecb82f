using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Resources;

/// <summary>Puts the outputs of resources that stand into the bodies of those that refer to them.</summary>
public static class ResourceOutputs
{
    /// <summary>
    /// The body to send, location included: <c>${outputs.KEY.path}</c> replaced by values (an expression that is the whole text keeps the value's JSON type), and <c>$${</c> by <c>${</c>.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="outputs">By key, the resources as the resource manager returned them.</param>
    /// <exception cref="ResourceGraphException">An output is not there; it says which.</exception>
    public static JsonObject Resolve(ResourceNode node, IReadOnlyDictionary<string, JsonNode?> outputs)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(outputs);
        JsonObject body = (JsonObject)Replace(node.Body, node.Key, outputs)!;
        if (node.Location is not null)
        {
            body["location"] = node.Location;
        }

        return body;
    }

    /// <summary>The keys of the nodes whose outputs the node needs.</summary>
    public static IReadOnlyList<string> Needed(ResourceNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        SortedSet<string> keys = new(StringComparer.Ordinal);
        Stack<JsonNode?> open = new([node.Body]);
        while (open.TryPop(out JsonNode? next))
        {
            IEnumerable<JsonNode?> below = next switch
            {
                JsonObject mapping => mapping.Select(member => member.Value),
                JsonArray list => list,
                _ => [],
            };
            foreach (JsonNode? one in below)
            {
                open.Push(one);
            }

            if (next is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            {
                keys.UnionWith(Parts(value.GetValue<string>(), node.Key).Where(part => part.Expression is not null).Select(part => part.Expression!.Path[0]));
            }
        }

        return [.. keys];
    }

    // A body is as deep as its template, which is bounded, so recursion is safe.
    private static JsonNode? Replace(JsonNode? body, string key, IReadOnlyDictionary<string, JsonNode?> outputs) => body switch
    {
        JsonObject mapping => new JsonObject(mapping.Select(member => KeyValuePair.Create(member.Key, Replace(member.Value, key, outputs)))),
        JsonArray list => new JsonArray([.. list.Select(item => Replace(item, key, outputs))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => ReplaceText(value.GetValue<string>(), key, outputs),
        _ => body?.DeepClone(),
    };

    private static JsonNode? ReplaceText(string text, string key, IReadOnlyDictionary<string, JsonNode?> outputs)
    {
        IReadOnlyList<TextPart> parts = Parts(text, key);
        if (parts is [{ Expression: { } whole }])
        {
            return Find(whole, key, outputs).DeepClone();
        }

        StringBuilder replaced = new();
        foreach (TextPart part in parts)
        {
            replaced.Append(part.Expression is { } expression ? AsText(Find(expression, key, outputs), expression, key) : part.Literal);
        }

        return JsonValue.Create(replaced.ToString());
    }

    private static IReadOnlyList<TextPart> Parts(string text, string key)
    {
        List<TemplateError> errors = [];
        IReadOnlyList<TextPart> parts = ExpressionParser.Parse(new ScalarNode(default, text, isPlain: false), errors);
        string? wrong = errors.FirstOrDefault()?.Message
            ?? parts.Where(part => part.Expression is { } expression && !IsOutput(expression)).Select(part => $"'${{{part.Expression!.Source}}}' is not an output.").FirstOrDefault();
        return wrong is null ? parts : throw new ResourceGraphException($"The body of '{key}' cannot be resolved: {wrong}");
    }

    private static bool IsOutput(TemplateExpression expression) =>
        string.Equals(expression.Root, "outputs", StringComparison.Ordinal) && expression is { IsNegated: false, Path.Count: > 1 };

    private static JsonNode Find(TemplateExpression expression, string key, IReadOnlyDictionary<string, JsonNode?> outputs)
    {
        string source = expression.Path[0];
        if (!outputs.TryGetValue(source, out JsonNode? value))
        {
            throw new ResourceGraphException($"'{key}' needs ${{{expression.Source}}}, and the outputs of '{source}' are not known.");
        }

        return JsonPath.Find(value, expression.Path.Skip(1))
            ?? throw new ResourceGraphException($"'{key}' needs ${{{expression.Source}}}, and '{source}' has no such output.");
    }

    private static string AsText(JsonNode value, TemplateExpression expression, string key) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => throw new ResourceGraphException($"'{key}' puts ${{{expression.Source}}} into a text, but it is a list or an object."),
    };
}
