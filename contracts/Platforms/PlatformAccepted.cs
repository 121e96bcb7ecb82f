namespace PlatformDeployer.Contracts.Platforms;

/// <summary>The body of a 202: what was accepted and where to follow it.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="OperationId">The operation that does the work; see <c>GET /operations/{id}</c>.</param>
public sealed record PlatformAccepted(string PlatformId, string OperationId);
