namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>One fault of a body: ARM's code, the member's path, and the message.</summary>
internal sealed record ShapeProblem(string Code, string Path, string Message);
