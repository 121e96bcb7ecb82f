using System.Text.Json;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>Reads the shape of a spawn: the fields there are and their JSON types. What the values mean is <see cref="SpawnPlanner"/>'s matter.</summary>
internal static class SpawnRequestReader
{
    private const int ListItemsMax = 100;

    /// <summary>Reads the body; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public static SpawnPlatformRequest Read(JsonElement body, FieldErrors errors)
    {
        var fields = new JsonFields(body, "", errors);
        var request = new SpawnPlatformRequest
        {
            Name = fields.Text("name"),
            Template = fields.Text("template"),
            Region = fields.Text("region"),
            ParentId = fields.Text("parentId"),
            Parameters = Parameters(fields.Object("parameters"), errors),
            Labels = Labels(fields.Object("labels")),
            Limits = Limits(fields.Object("limits")),
        };
        fields.RefuseOthers();
        return request;
    }

    private static Dictionary<string, JsonElement>? Parameters(JsonFields? fields, FieldErrors errors)
    {
        if (fields is null) return null;
        Dictionary<string, JsonElement> parameters = new(StringComparer.Ordinal);
        foreach (string name in fields.Names)
        {
            fields.TryTake(name, out JsonElement value);
            RefuseDuplicates(value, fields.PathOf(name), errors);
            parameters[name] = value;
        }

        return parameters;
    }

    // The template says what is in a parameter; that a name stands for one value holds for all. JsonSyntax bounds the depth.
    private static void RefuseDuplicates(JsonElement value, string path, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray()) RefuseDuplicates(item, $"{path}[{index++}]", errors);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            HashSet<string> names = new(StringComparer.Ordinal);
            foreach (JsonProperty field in value.EnumerateObject())
            {
                string fieldPath = $"{path}.{field.Name}";
                if (!names.Add(field.Name)) errors.Add(fieldPath, $"The field '{Problem.Clip(fieldPath)}' is there more than once.");
                RefuseDuplicates(field.Value, fieldPath, errors);
            }
        }
    }

    private static Dictionary<string, string>? Labels(JsonFields? fields)
    {
        if (fields is null) return null;
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        foreach (string key in fields.Names)
        {
            if (fields.Text(key) is { } value) labels[key] = value;
        }

        return labels;
    }

    private static LimitsRequest? Limits(JsonFields? fields)
    {
        if (fields is null) return null;
        var limits = new LimitsRequest
        {
            Depth = fields.Integer("depth"),
            Children = fields.Integer("children"),
            Descendants = fields.Integer("descendants"),
            Templates = fields.Texts("templates", ListItemsMax),
            Regions = fields.Texts("regions", ListItemsMax),
        };
        fields.RefuseOthers();
        return limits;
    }
}
