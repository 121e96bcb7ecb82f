using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Resources;

/// <summary>One resource of a platform, ready to be put as soon as the outputs it refers to are known.</summary>
/// <param name="Key">The resource's name in its template, unique in the graph: <c>storage</c>, <c>cache/redis</c>.</param>
/// <param name="Tier">The level of its tier: 0, -1, … -10.</param>
/// <param name="Stage">When it is put in place.</param>
/// <param name="Type">The resource type: <c>Microsoft.Storage/storageAccounts</c>.</param>
/// <param name="ApiVersion">The api-version to put it with.</param>
/// <param name="Scope">What it is put under: empty for the platform's resource group, or the key of the node it extends.</param>
/// <param name="Name">The full name; child types have <c>parent/child</c>.</param>
/// <param name="Location">The region, <c>global</c>, or null for what has no location of its own. Not part of the body until that is resolved.</param>
/// <param name="Body">sku, kind, identity, tags, properties. May hold <c>${outputs.KEY.path}</c>: pass it through <see cref="ResourceOutputs"/> before it is sent, always.</param>
/// <param name="DependsOn">The keys of the nodes that must stand first: the explicit ones and those its expressions and names imply.</param>
/// <param name="BoundTo">Those of <paramref name="DependsOn"/> after whose re-creation this node must be put again.</param>
/// <param name="Role">What it is to the platform.</param>
public sealed record ResourceNode(
    string Key,
    int Tier,
    ResourceStage Stage,
    string Type,
    string ApiVersion,
    string Scope,
    string Name,
    string? Location,
    JsonObject Body,
    IReadOnlyList<string> DependsOn,
    IReadOnlyList<string> BoundTo,
    ResourceRole Role);
