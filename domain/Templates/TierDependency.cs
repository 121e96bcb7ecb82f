namespace PlatformDeployer.Domain.Templates;

internal readonly record struct TierDependency(int Level, TemplatePosition Position);
