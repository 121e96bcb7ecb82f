namespace PlatformDeployer.Domain.Templates;

/// <summary>A YAML node that knows where it stands. Aliases make it a graph without cycles: <see cref="Size"/> and <see cref="Depth"/> count as if every alias were written out.</summary>
internal abstract class TemplateNode(TemplatePosition position)
{
    public TemplatePosition Position { get; } = position;

    public abstract int Size { get; }

    public abstract int Depth { get; }

    /// <summary>What the node is, for error messages: "text", "a number", "a list"…</summary>
    public abstract string Noun { get; }
}
