namespace PlatformDeployer.Domain.Templates;

internal sealed record MappingEntry(string Key, TemplatePosition KeyPosition, TemplateNode Value)
{
    /// <summary>The key as text that may hold expressions, as the ids of identities do.</summary>
    public ScalarNode KeyText => new(KeyPosition, Key, isPlain: false);
}
