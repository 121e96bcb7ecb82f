namespace PlatformDeployer.Domain.Templates;

/// <summary>One resource that another depends on, and where the template says so.</summary>
internal readonly record struct ResourceDependency(string Key, bool IsBound, TemplatePosition Position);
