using Microsoft.DurableTask.Client;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary>Finds the instance that an address names.</summary>
internal static class InstanceLookup
{
    /// <summary>The instance.</summary>
    /// <exception cref="ProblemException">There is none (404).</exception>
    public static async Task<OrchestrationMetadata> RequireInstanceAsync(
        this DurableTaskClient client, string id, bool withData, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(id, withData, cancellationToken) ?? throw Problem.InstanceNotFound(id);
}
