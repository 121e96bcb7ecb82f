using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Limits;

/// <summary>What the limits of a parent are asked about one new child.</summary>
/// <param name="Child">The path of the child.</param>
/// <param name="Descendants">The descendants allocated to the child; null when it has no such limit.</param>
/// <param name="Template">The child's template with its version: <c>basic@1.0.0</c>.</param>
/// <param name="Region">The child's region.</param>
public sealed record SpawnAdmission(PlatformPath Child, int? Descendants, string Template, string Region);
