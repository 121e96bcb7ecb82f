namespace PlatformDeployer.Domain.Templates;

/// <summary>An expression and where in its resource it stands.</summary>
internal readonly record struct ExpressionUse(TemplateExpression Expression, ExpressionPlace Place);
