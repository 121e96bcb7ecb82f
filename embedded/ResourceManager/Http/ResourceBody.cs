using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Providers.Shapes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>The body of a PUT, checked against its type's schema and put in the form that is kept.</summary>
internal sealed record ResourceBody(string? Location, ImmutableSortedDictionary<string, string> Tags, JsonObject Body, IReadOnlyList<ShapeReference> References)
{
    private const int TagsMax = 50;
    private const int TagNameLengthMax = 512;
    private const int TagValueLengthMax = 256;

    private static readonly ObjectShape Identity = Shaping.Obj(
        Shaping.Required("type", Shaping.OneOf("None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "SystemAssigned,UserAssigned")),
        Shaping.Optional("userAssignedIdentities", Shaping.MapOf(Shaping.Obj(Shaping.ReadOnly("principalId"), Shaping.ReadOnly("clientId")))),
        Shaping.ReadOnly("principalId"),
        Shaping.ReadOnly("tenantId"));

    /// <summary>Of what was asked for: location, tags and body, not what the provider adds.</summary>
    public string Digest()
    {
        string text = $"{Location}|{ResourceJson.WriteTags(Tags).ToJsonString()}|{Canonical(Body)!.ToJsonString()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>Reads and checks; throws ARM's error with every fault that was found.</summary>
    public static ResourceBody Read(JsonObject request, ResourceSchema schema)
    {
        ShapeReport report = new();
        string? location = ReadLocation(request, schema);
        ImmutableSortedDictionary<string, string> tags = ReadTags(request["tags"] as JsonNode);
        List<PropertyRule> members =
        [
            Shaping.ReadOnly("id"), Shaping.ReadOnly("name"), Shaping.ReadOnly("type"), Shaping.ReadOnly("systemData"), Shaping.ReadOnly("etag"),
            Shaping.ReadOnly("location"), Shaping.ReadOnly("tags"), .. schema.Envelope,
        ];
        if (schema.AllowsIdentity)
            members.Add(new PropertyRule("identity", Identity) { IsRequired = schema.RequiresIdentity });
        if (schema.Sku is not null)
            members.Add(new PropertyRule("sku", schema.Sku) { IsRequired = schema.RequiresSku });
        if (schema.Kinds.Count > 0)
            members.Add(new PropertyRule("kind", Shaping.OneOf([.. schema.Kinds])) { IsRequired = schema.RequiresKind });
        members.Add(new PropertyRule("properties", schema.Properties) { IsRequired = schema.RequiresProperties });
        JsonObject copy = (JsonObject)request.DeepClone();
        // Without any properties the required ones are still missed by name.
        if (!schema.RequiresProperties || copy["properties"] is null)
            copy["properties"] ??= new JsonObject();
        JsonObject body = (JsonObject)new ObjectShape(members).Normalize(copy, string.Empty, report)!;
        ThrowIfWrong(report);
        return new ResourceBody(location, tags, body, report.References);
    }

    public static ImmutableSortedDictionary<string, string> ReadTags(JsonNode? node)
    {
        if (node is null)
            return ResourceRecord.EmptyTags;
        if (node is not JsonObject members)
            throw new ArmException(400, "InvalidRequestContent", "The request content was invalid: an object is expected at path 'tags'.", "tags");
        if (members.Count > TagsMax)
            throw new ArmException(400, "InvalidTagCount", $"A resource can have at most {TagsMax} tags; {members.Count} were given.", "tags");
        ImmutableSortedDictionary<string, string>.Builder tags = ResourceRecord.EmptyTags.ToBuilder();
        foreach ((string name, JsonNode? value) in members)
        {
            if (name.Length is 0 or > TagNameLengthMax || name.IndexOfAny(['<', '>', '%', '&', '\\', '?', '/']) >= 0)
                throw new ArmException(400, "InvalidTagNameCharacters", $"The tag name '{name}' is empty, too long, or has one of < > % & \\ ? /.", "tags");
            string? text = value is JsonValue one && one.GetValueKind() == JsonValueKind.String ? one.GetValue<string>() : null;
            if (text is null)
                throw new ArmException(400, "InvalidRequestContent", $"The request content was invalid: a string is expected at path 'tags.{name}'.",
                    $"tags.{name}");
            if (text.Length > TagValueLengthMax)
                throw new ArmException(400, "InvalidTagValueLength", $"The value of tag '{name}' is longer than {TagValueLengthMax} characters.",
                    $"tags.{name}");
            tags[name] = text;
        }

        return tags.ToImmutable();
    }

    private static string? ReadLocation(JsonObject request, ResourceSchema schema)
    {
        JsonNode? node = request["location"];
        string? given = node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? AzureRegions.Normalize(value.GetValue<string>()) : null;
        if (node is not null && given is null)
            throw new ArmException(400, "InvalidRequestContent", "The request content was invalid: a string is expected at path 'location'.", "location");
        if (schema.Location is LocationRule.None or LocationRule.Inherited)
            return given is { Length: > 0 } ? given : null;
        if (string.IsNullOrEmpty(given))
            throw new ArmException(400, "LocationRequired", "The location property is required for this definition.", "location");
        bool known = schema.Location switch
        {
            LocationRule.Global => given == "global",
            LocationRule.RegionalOrGlobal => given == "global" || AzureRegions.Contains(given),
            _ => AzureRegions.Contains(given),
        };
        if (known)
            return given;
        string available = schema.Location == LocationRule.Global ? "global" : string.Join(",", AzureRegions.All.Select(region => region.Key));
        throw new ArmException(
            400,
            schema.Type == ResourceId.ResourceGroupType ? "InvalidResourceGroupLocation" : "LocationNotAvailableForResourceType",
            $"The provided location '{given}' is not available for resource type '{schema.Type}'. "
                + $"List of available regions for the resource type is '{available}'.",
            "location");
    }

    private static void ThrowIfWrong(ShapeReport report)
    {
        if (report.Problems.Count == 0)
            return;
        ArmException[] all = [.. report.Problems.Select(problem => new ArmException(400, problem.Code, problem.Message, problem.Path))];
        throw new ArmException(400, all[0].Code, all[0].Message, all[0].Target) { Details = all.Length > 1 ? all : [] };
    }

    private static JsonNode? Canonical(JsonNode? node)
        => node switch
        {
            JsonObject members => new JsonObject(
                members.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Canonical(pair.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Canonical)]),
            _ => node?.DeepClone(),
        };
}
