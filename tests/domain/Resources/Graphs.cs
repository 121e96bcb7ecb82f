using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Tests.Resources;

/// <summary>Graphs to test with.</summary>
internal static class Graphs
{
    public static ResourceNode Node(string key, params string[] dependsOn) => Node(key, ResourceRole.Resource, dependsOn, dependsOn);

    public static ResourceNode Node(string key, ResourceRole role, string[] dependsOn, string[] boundTo, int tier = 0, ResourceStage stage = ResourceStage.Provision) => new(
        key, tier, stage, "Microsoft.Test/things", "2024-01-01", "", key, "westeurope", [], dependsOn, boundTo, role);

    public static ResourceGraph Of(params ResourceNode[] nodes) => new(
        "sub", "group", "westeurope", "test@1.0.0", new Dictionary<string, string>(StringComparer.Ordinal), ResourceGraph.Order(nodes), []);

    public static ResourceNode WithBody(string json) => Node("me") with { Body = (JsonObject)JsonNode.Parse(json)! };
}
