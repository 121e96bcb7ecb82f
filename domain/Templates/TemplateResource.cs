using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>A resource of a template, its expressions not yet replaced.</summary>
/// <param name="Key">Its name in the template.</param>
/// <param name="Type">Its type: <c>Microsoft.Storage/storageAccounts</c>.</param>
/// <param name="ApiVersion">The api-version it is written for.</param>
/// <param name="Stage">When it is put in place.</param>
/// <param name="Role">What it is to the platform.</param>
public sealed record TemplateResource(string Key, string Type, string ApiVersion, ResourceStage Stage, ResourceRole Role)
{
    /// <summary>Where it is declared.</summary>
    internal TemplatePosition Position { get; init; }

    /// <summary>Whether the template said the stage itself; otherwise a resource moves to the stage of what it depends on.</summary>
    internal bool StageIsExplicit { get; init; }

    internal TemplateNode? Name { get; init; }

    internal TemplateNode? Scope { get; init; }

    internal TemplateNode? Location { get; init; }

    internal TemplateNode? Condition { get; init; }

    /// <summary>What must stand first.</summary>
    internal IReadOnlyList<ScalarNode> DependsOn { get; init; } = [];

    /// <summary>What must stand first, and after whose re-creation this resource is put again.</summary>
    internal IReadOnlyList<ScalarNode> BoundTo { get; init; } = [];

    /// <summary>The members that go into the body as they are: kind, sku, identity, properties, zones.</summary>
    internal IReadOnlyList<MappingEntry> Body { get; init; } = [];
}
