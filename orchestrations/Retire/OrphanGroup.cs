using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>A resource group below a platform, in case the platform cannot remove it itself.</summary>
/// <param name="ChildId">The child it stands below or belongs to.</param>
/// <param name="Generation">How deep it stands.</param>
/// <param name="ResourceGroup">The group.</param>
public sealed record OrphanGroup(PlatformId ChildId, int Generation, string ResourceGroup);
