namespace PlatformDeployer.Domain.Templates;

/// <summary>One file as it stands, before what it extends is laid under it.</summary>
internal sealed record TemplateDocument(
    TemplatePosition Position,
    string Name,
    SemanticVersion Version,
    string Description,
    TemplateReference? Extends,
    TemplatePosition ExtendsPosition,
    IReadOnlyList<ParameterDocument> Parameters,
    IReadOnlyList<MappingEntry> Configuration,
    IReadOnlyList<string>? Regions,
    IReadOnlyList<TierDocument> Tiers)
{
    public string Reference => $"{Name}@{Version}";
}
