using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Turns nodes into JSON where no expression may stand: defaults, allowed values, configuration.</summary>
internal static class PlainValue
{
    // The depth is bounded by YamlLimits.DepthMax, so recursion is safe.
    public static JsonNode? Of(TemplateNode? node, List<TemplateError> errors)
    {
        switch (node)
        {
            case SequenceNode sequence:
                return new JsonArray([.. sequence.Items.Select(item => Of(item, errors))]);
            case MappingNode mapping:
                return new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value, errors))));
            case ScalarNode scalar:
                if (scalar.Text.Contains("${", StringComparison.Ordinal))
                {
                    errors.Add(scalar.Position.Error("Expressions have no meaning here: only resources can use them."));
                }

                return scalar.ToJson();
            default:
                return null;
        }
    }
}
