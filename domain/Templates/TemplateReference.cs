using System.Diagnostics.CodeAnalysis;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Names a template: <c>basic</c> (its latest version) or <c>basic@1.2.0</c>. Template names follow the rule of <see cref="PlatformName"/>.</summary>
/// <param name="Name">The template's name.</param>
/// <param name="Version">The version; null for the latest.</param>
public sealed record TemplateReference(string Name, SemanticVersion? Version)
{
    /// <summary>Reads a reference; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TemplateReference? reference)
    {
        reference = null;
        if (text is null)
        {
            return false;
        }

        int at = text.IndexOf('@', StringComparison.Ordinal);
        string name = at < 0 ? text : text[..at];
        SemanticVersion? version = null;
        if (!PlatformName.TryParse(name, out _) || (at >= 0 && !SemanticVersion.TryParse(text[(at + 1)..], out version)))
        {
            return false;
        }

        reference = new TemplateReference(name, version);
        return true;
    }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static TemplateReference Parse(string text) =>
        TryParse(text, out TemplateReference? reference)
            ? reference
            : throw new FormatException($"'{text}' is not a template reference: it must read name or name@version, as basic or basic@1.0.0.");

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Name : $"{Name}@{Version}";
}
