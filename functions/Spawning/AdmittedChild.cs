using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>A child that is in the registry.</summary>
/// <param name="PlatformId">The child.</param>
/// <param name="OperationId">Its spawn.</param>
/// <param name="IsNew">Whether this request took it in; false for a repetition.</param>
internal sealed record AdmittedChild(PlatformId PlatformId, string OperationId, bool IsNew);
