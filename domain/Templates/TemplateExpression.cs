namespace PlatformDeployer.Domain.Templates;

/// <summary>What stands between <c>${</c> and <c>}</c>: a root, a path below it, and perhaps a leading <c>!</c>.</summary>
/// <param name="Root">platform, parameters, names, ids, outputs, program or deployment.</param>
/// <param name="Path">What follows the root; indexes of lists are digits.</param>
/// <param name="IsNegated">Whether a <c>!</c> stands before it.</param>
/// <param name="Source">The expression as it is written, without the braces.</param>
/// <param name="Position">Where it starts.</param>
internal sealed record TemplateExpression(string Root, IReadOnlyList<string> Path, bool IsNegated, string Source, TemplatePosition Position)
{
    /// <summary>True when it names a resource of the template: the first element of the path is its key.</summary>
    public bool RefersToResource => Root is "names" or "ids" or "outputs";
}
