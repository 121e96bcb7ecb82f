using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Provisioning;

/// <summary>How a request to the cloud stands; small and serializable, so that it can be a checkpoint.</summary>
/// <param name="Phase">How it stands.</param>
/// <param name="Token">While in progress: what to ask again with, also after a restart.</param>
/// <param name="RetryAfter">While in progress: when to ask again.</param>
/// <param name="Resource">When done: the resource as the cloud describes it.</param>
/// <param name="Failure">When failed: why.</param>
public sealed record ProvisioningProgress(
    ProvisioningPhase Phase, string? Token = null, TimeSpan? RetryAfter = null, JsonObject? Resource = null, ProvisioningFailure? Failure = null);
