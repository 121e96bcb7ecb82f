using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>Another resource that a body names.</summary>
internal sealed record ShapeReference(string Path, ResourceId Id, bool MustExist);
