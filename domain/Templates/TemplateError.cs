using System.Globalization;

namespace PlatformDeployer.Domain.Templates;

/// <summary>One thing that is wrong in a template.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 when the error is about the file as a whole.</param>
/// <param name="Column">The column, from 1; 0 when the error is about the file as a whole.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record TemplateError(string File, int Line, int Column, string Message)
{
    /// <summary>In the form compilers use: <c>basic.yaml(12,3): message</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Message}");
}
