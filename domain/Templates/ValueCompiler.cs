using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>
/// Turns a template's nodes into JSON, replacing every expression but outputs, which stay for <see cref="ResourceOutputs"/>. Whatever comes from outside is
/// escaped, so that a parameter's value is never taken for an expression.
/// </summary>
internal sealed class ValueCompiler(Compilation compilation)
{
    // The depth of a template is bounded by YamlLimits.DepthMax, so recursion is safe.
    public JsonNode? Compile(TemplateNode node) => node switch
    {
        MappingNode mapping => CompileMapping(mapping),
        SequenceNode sequence => CompileList(sequence),
        ScalarNode { Kind: JsonValueKind.String } text => CompileText(text),
        _ => ((ScalarNode)node).ToJson(),
    };

    /// <summary>A text in which no output may stand, as names and locations are; not escaped.</summary>
    public string Text(ScalarNode scalar)
    {
        StringBuilder text = new();
        foreach (TextPart part in ExpressionParser.Parse(scalar, []))
        {
            text.Append(part.Expression is { } expression ? AsText(Evaluate(expression), expression) : part.Literal);
        }

        return text.ToString();
    }

    private JsonObject CompileMapping(MappingNode mapping)
    {
        JsonObject compiled = [];
        foreach (MappingEntry entry in mapping.Entries)
        {
            string key = Text(entry.KeyText);
            if (!compiled.TryAdd(key, Compile(entry.Value)))
            {
                compilation.Errors.Add(entry.KeyPosition.Error($"The key '{key}' is there twice."));
            }
        }

        return compiled;
    }

    private JsonArray CompileList(SequenceNode sequence)
    {
        JsonArray list = [];
        HashSet<string> settings = new(StringComparer.Ordinal);
        foreach (TemplateNode item in sequence.Items)
        {
            if (IsSettings(item))
            {
                foreach ((string name, string value) in compilation.Inputs.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal))
                {
                    AddSetting(list, settings, item.Position, new JsonObject { ["name"] = Escape(name), ["value"] = Escape(value) });
                }
            }
            else if (sequence.Items.Any(IsSettings))
            {
                AddSetting(list, settings, item.Position, Compile(item));
            }
            else
            {
                list.Add(Compile(item));
            }
        }

        return list;
    }

    private void AddSetting(JsonArray list, HashSet<string> settings, TemplatePosition position, JsonNode? setting)
    {
        string? name = setting is JsonObject { } mapping && mapping["name"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        if (name is null || !settings.Add(name))
        {
            compilation.Errors.Add(position.Error(name is null ? "Beside ${platform.settings} every item needs a name." : $"The setting '{name}' is there twice."));
        }

        list.Add(setting);
    }

    private JsonNode? CompileText(ScalarNode scalar)
    {
        IReadOnlyList<TextPart> parts = ExpressionParser.Parse(scalar, []);
        if (parts is [{ Expression: { } whole }] && !IsDeferred(whole))
        {
            return EscapeAll(Evaluate(whole));
        }

        StringBuilder text = new();
        foreach (TextPart part in parts)
        {
            if (part.Expression is { } expression && IsDeferred(expression))
            {
                AppendOutput(text, expression);
            }
            else
            {
                text.Append(Escape(part.Literal ?? AsText(Evaluate(part.Expression!), part.Expression!)));
            }
        }

        return JsonValue.Create(text.ToString());
    }

    private void AppendOutput(StringBuilder text, TemplateExpression expression)
    {
        if (text.Length > 0 && text[^1] == '$')
        {
            compilation.Errors.Add(expression.Position.Error("A '$' cannot stand directly before an output: together they would be an escape."));
        }

        if (!compilation.Has(expression.Path[0]))
        {
            compilation.Errors.Add(LeftOut(expression));
        }

        text.Append("${").Append(expression.Source).Append('}');
    }

    private JsonNode? Evaluate(TemplateExpression expression)
    {
        JsonNode? value = expression.Root switch
        {
            "platform" => Platform(expression.Path[0]),
            "program" => compilation.Inputs.PackageUri,
            "deployment" => expression.Path[0] is "tenantId" ? compilation.Inputs.TenantId : compilation.Inputs.SubscriptionId,
            "parameters" => Parameter(expression),
            _ => Reference(expression),
        };
        if (!expression.IsNegated)
        {
            return value;
        }

        if (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return !value.GetValue<bool>();
        }

        compilation.Errors.Add(expression.Position.Error($"'!' can stand only before true or false, and ${{{expression.Source[1..]}}} is neither."));
        return false;
    }

    private JsonNode? Platform(string member) => member switch
    {
        "id" => compilation.Inputs.PlatformId,
        "name" => compilation.Inputs.Path.Name.Value,
        "path" => compilation.Inputs.Path.Value,
        "region" => compilation.Inputs.Region,
        "parentId" => compilation.Inputs.ParentId ?? "",
        "generation" => compilation.Inputs.Path.Generation,
        "template" => compilation.Template.Reference,
        "resourceGroup" => compilation.ResourceGroup,
        _ => throw new InvalidOperationException($"The checker let 'platform.{member}' pass."),
    };

    private JsonNode? Parameter(TemplateExpression expression)
    {
        string name = expression.Path[0];
        if (!compilation.Inputs.Configuration.Values.TryGetValue(name, out ConfigurationValue? given))
        {
            compilation.Errors.Add(expression.Position.Error($"The configuration has no value for the parameter '{name}'."));
            return null;
        }

        JsonNode? value = JsonPath.Find(given.Value, expression.Path.Skip(1));
        if (value is null)
        {
            compilation.Errors.Add(expression.Position.Error($"${{{expression.Source}}} has no value."));
        }

        return value;
    }

    private JsonNode? Reference(TemplateExpression expression)
    {
        string key = expression.Path[0];
        if (!compilation.Has(key))
        {
            compilation.Errors.Add(LeftOut(expression));
            return "";
        }

        return expression.Root is "names" ? compilation.NameOf(key) : compilation.IdOf(key);
    }

    private string AsText(JsonNode? value, TemplateExpression expression)
    {
        switch (value?.GetValueKind())
        {
            case JsonValueKind.String:
                return value.GetValue<string>();
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return value.ToJsonString();
            case null:
                return "";
            default:
                compilation.Errors.Add(expression.Position.Error($"${{{expression.Source}}} is a list or an object and cannot be part of a text."));
                return "";
        }
    }

    private static TemplateError LeftOut(TemplateExpression expression) =>
        expression.Position.Error($"${{{expression.Source}}} refers to '{expression.Path[0]}', which its condition leaves out.");

    private static bool IsDeferred(TemplateExpression expression) => expression.Root is "outputs";

    private static bool IsSettings(TemplateNode item) =>
        item is ScalarNode { Kind: JsonValueKind.String } scalar
        && ExpressionParser.Parse(scalar, []) is [{ Expression: { Root: "platform", Path: ["settings"] } }];

    private static JsonNode? EscapeAll(JsonNode? value) => value switch
    {
        JsonObject mapping => new JsonObject(mapping.Select(member => KeyValuePair.Create(member.Key, EscapeAll(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(EscapeAll)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Escape(text.GetValue<string>()),
        _ => value?.DeepClone(),
    };

    private static string Escape(string text) => text.Replace("${", "$${", StringComparison.Ordinal);
}
