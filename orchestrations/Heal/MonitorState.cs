using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>What a monitor carries from one look to the next.</summary>
/// <param name="PlatformId">The platform it watches.</param>
/// <param name="Memory">What was tried.</param>
public sealed record MonitorState(PlatformId PlatformId, HealingMemory Memory);
