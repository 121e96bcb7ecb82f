using System.Text.Json.Nodes;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Providers.Shapes;

namespace Embedded.ResourceManager.Tests.Http;

/// <summary>Makes calls that are right here and there, and wrong elsewhere: paths, queries and bodies out of what the types know and out of noise.</summary>
internal sealed class RandomCalls(Random random)
{
    private const string Group = $"/subscriptions/{ArmFixture.Subscription}/resourceGroups/rg";

    private static readonly ResourceSchema[] Schemas = [.. new ProviderRegistry().Providers.SelectMany(provider => provider.Types)];
    private static readonly string[] Methods = ["GET", "PUT", "PUT", "PUT", "PATCH", "DELETE", "HEAD", "POST", "OPTIONS", "TRACE", "LINK"];

    private static readonly string[] Names = ["abcdef01", "abcdef01", "abcdef01", "default", "appsettings", "onedeploy"];

    private static readonly string[] Words =
    [
        "default", "abcdef01", "aaa-bbb-001", "westeurope", "global", "Standard", "Standard_LRS", "StorageV2", "web", "functionapp,linux", "10.0.0.0/16",
        "PT5M",
        "2.0", "https://a.example/x", "embedded://program", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "Enabled", "CanNotDelete",
        "Merge", "Replace", "bbbbbbbb-0000-4000-8000-000000000001", Group, $"{Group}/providers/Microsoft.Web/serverfarms/abcdef01", "", " ", "..", "%00", "a/b",
        "\u0000", "\ud83d\ude00", "ÄÖ", "'; --", "appsettings", "onedeploy", "list", "listKeys", "start", "resources", "operationResults", "providers",
        "subscriptions", "resourceGroups", "Microsoft.Web", "Microsoft.Nothing", "sites", "register",
    ];

    private static readonly string[] Queries =
        ["", "?api-version=", "?api-version=2022-09-01", "?api-version=%zz", "?api-version=2022-09-01&$top=-1", "?$filter=a eq 'b&api-version=2021-04-01",
            "?&=&==&"];

    public string Method() => Pick(Methods);

    /// <summary>A path and the schema of what it leads to, if it leads anywhere.</summary>
    public (string PathAndQuery, ResourceSchema? Schema) Target()
    {
        if (random.Next(4) == 0)
        {
            string noise = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "/" + Uri.EscapeDataString(Pick(Words))));
            return (noise + Pick(Queries), null);
        }

        ResourceSchema schema = Pick(Schemas);
        string path = Pick([Group, Group, Group, $"/subscriptions/{ArmFixture.Subscription}", string.Empty, $"{Group}/providers/Microsoft.Web/sites/abcdef01"]);
        if (schema.Type.Path is not ("subscriptions" or "resourceGroups"))
        {
            path += $"/providers/{schema.Type.Namespace}";
            foreach (string segment in schema.Type.Path.Split('/'))
                path += $"/{segment}/{Uri.EscapeDataString(Pick(random.Next(3) > 0 ? Names : Words))}";
        }

        if (random.Next(8) == 0)
            path += "/" + Uri.EscapeDataString(Pick(Words));
        return (path + (random.Next(8) == 0 ? Pick(Queries) : $"?api-version={Pick([.. schema.ApiVersions])}"), schema);
    }

    public string? Body(ResourceSchema? schema)
    {
        int kind = random.Next(12);
        if (kind == 0)
            return null;
        if (kind == 1)
            return Pick(["", "{", "[]", "null", "1", "\"a\"", "{\"a\":1,\"a\":2}", "\"\\ud800\"", "{\"tags\":{\"a\":\"\\ud800\"}}", new string('[', 2_000)]);
        JsonObject body = [];
        if (schema is not null && random.Next(6) > 0)
            body["properties"] = Value(schema.Properties, 0);
        (string Name, Shape? Shape)[] members = [("location", null), ("tags", null), ("sku", schema?.Sku), ("kind", null), ("identity", null)];
        foreach ((string name, Shape? shape) in members)
        {
            bool isUsual = name is "location" || (name is "kind" && schema is { Kinds.Count: > 0 }) || shape is not null;
            if (isUsual ? random.Next(8) > 0 : random.Next(8) == 0)
                body[name] = name switch
                {
                    "location" when random.Next(6) > 0 => "westeurope",
                    "kind" when schema is { Kinds.Count: > 0 } => Pick([.. schema.Kinds]),
                    "sku" when shape is not null => Value(shape, 0),
                    "identity" => new JsonObject { ["type"] = Pick(Words), ["userAssignedIdentities"] = new JsonObject { [Pick(Words)] = new JsonObject() } },
                    _ => Noise(0),
                };
        }

        return body.ToJsonString();
    }

    private JsonNode? Value(Shape shape, int depth)
    {
        if (random.Next(40) == 0 || depth > 6)
            return Noise(depth);
        switch (shape)
        {
            case ObjectShape members:
                JsonObject made = [];
                foreach (PropertyRule rule in members.Rules.Where(rule => random.Next(20) < (rule.IsRequired ? 19 : 3)))
                    made[rule.Name] = Value(rule.Shape, depth + 1);
                return made;
            case ChoiceShape choice:
                return Pick([.. choice.Choices]);
            case FlagShape:
                return random.Next(2) == 0;
            case NumberShape:
                return random.Next(-2, 100);
            case ListShape or MapShape:
                return Noise(depth);
            default:
                return Pick(Words);
        }
    }

    private JsonNode? Noise(int depth)
        => random.Next(depth > 4 ? 5 : 8) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.Next(-5, 5_000),
            3 => 1e308,
            4 => Pick(Words),
            5 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Noise(depth + 1))]),
            _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(n => KeyValuePair.Create($"{Pick(Words)}{n}", Noise(depth + 1)))),
        };

    private T Pick<T>(T[] all) => all[random.Next(all.Length)];
}
