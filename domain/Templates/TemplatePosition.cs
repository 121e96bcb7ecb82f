namespace PlatformDeployer.Domain.Templates;

/// <summary>A place in a template's file; lines and columns from 1.</summary>
internal readonly record struct TemplatePosition(string File, int Line, int Column)
{
    public TemplateError Error(string message) => new(File, Line, Column, message);
}
