namespace PlatformDeployer.Domain.Templates;

/// <summary>A parameter and where it is declared.</summary>
internal sealed record ParameterDocument(TemplateParameter Parameter, TemplatePosition Position);
