namespace PlatformDeployer.Domain.Templates;

internal sealed class SequenceNode(TemplatePosition position, IReadOnlyList<TemplateNode> items) : TemplateNode(position)
{
    public IReadOnlyList<TemplateNode> Items { get; } = items;

    public override int Size { get; } = YamlLimits.Sum(items.Select(item => item.Size));

    public override int Depth { get; } = 1 + items.Select(item => item.Depth).DefaultIfEmpty(0).Max();

    public override string Noun => "a list";
}
