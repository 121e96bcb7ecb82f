using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>A resource to put.</summary>
/// <param name="Target">Which.</param>
/// <param name="Body">What it shall be.</param>
/// <param name="LimitMinutes">How long it may take in all before it counts as failed.</param>
public sealed record ResourceOrder(ResourceTarget Target, JsonObject Body, int LimitMinutes = 60);
