namespace PlatformDeployer.Domain.Templates;

/// <summary>A piece of text: either literal, or an expression.</summary>
internal readonly record struct TextPart(string? Literal, TemplateExpression? Expression);
