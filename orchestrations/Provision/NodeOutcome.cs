using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>What became of one node of a graph.</summary>
/// <param name="Resource">The resource, when it stands.</param>
/// <param name="Failure">Why it does not stand; null with no resource when it was not tried because another failed.</param>
internal sealed record NodeOutcome(JsonObject? Resource, ProvisioningFailure? Failure)
{
    public static NodeOutcome Skipped { get; } = new(null, null);

    public bool Stands => Resource is not null;
}
