namespace PlatformDeployer.Domain.Templates;

internal sealed class MappingNode(TemplatePosition position, IReadOnlyList<MappingEntry> entries) : TemplateNode(position)
{
    public IReadOnlyList<MappingEntry> Entries { get; } = entries;

    public override int Size { get; } = YamlLimits.Sum(entries.Select(entry => entry.Value.Size));

    public override int Depth { get; } = 1 + entries.Select(entry => entry.Value.Depth).DefaultIfEmpty(0).Max();

    public override string Noun => "a mapping";

    public TemplateNode? Find(string key) => Entries.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal))?.Value;
}
