using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Contracts.Health;

/// <summary>What <c>GET /health/live</c> and <c>/health/ready</c> answer.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="PlatformId">The platform that answers.</param>
/// <param name="Path">Its path from the root.</param>
/// <param name="Checks">What was looked at and how it is.</param>
/// <param name="State">Where it stands by its own record, where that was looked at; Activating until its parent lets it spawn.</param>
public sealed record ReadinessView(string Status, string PlatformId, string Path, IReadOnlyDictionary<string, string> Checks, PlatformState? State = null);
