namespace Embedded.ResourceManager.Resources;

/// <summary>A type such as <c>Microsoft.Storage/storageAccounts/blobServices</c>; compared without regard to case.</summary>
internal readonly record struct ResourceType
{
    public ResourceType(string providerNamespace, string path)
    {
        Namespace = providerNamespace;
        Path = path;
    }

    /// <summary>The provider's namespace, such as <c>Microsoft.Storage</c>.</summary>
    public string Namespace { get; }

    /// <summary>The type below the namespace, with a slash for each level of nesting.</summary>
    public string Path { get; }

    /// <summary>Splits a full type name at its first slash.</summary>
    public static ResourceType Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1)
            throw new FormatException($"'{text}' is not a resource type: namespace/type is expected.");
        return new ResourceType(text[..slash], text[(slash + 1)..]);
    }

    public bool Equals(ResourceType other)
        => string.Equals(Namespace, other.Namespace, StringComparison.OrdinalIgnoreCase)
            && string.Equals(Path, other.Path, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode()
        => HashCode.Combine(
            StringComparer.OrdinalIgnoreCase.GetHashCode(Namespace ?? string.Empty),
            StringComparer.OrdinalIgnoreCase.GetHashCode(Path ?? string.Empty));

    public override string ToString() => $"{Namespace}/{Path}";
}
