using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>
/// Asks the health checks that a platform's tiers had to pass at its activation. Those that ask for a resource are answered by the look at the resources,
/// and readiness by the look at the endpoint; what is left are addresses of the template's own.
/// </summary>
/// <param name="link">How to ask.</param>
public sealed class TierProbe(IPlatformLink link)
{
    private const string ReadinessPath = "/api/health/ready";
    private const int TiersMax = 16;

    private static readonly TimeSpan LongestLimit = TimeSpan.FromSeconds(10);

    /// <summary>The levels of the tiers whose check fails, the deepest first.</summary>
    public async Task<IReadOnlyList<int>> FindUnhealthyAsync(PlatformRecord platform, ResourceGraph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(graph);
        if (platform.Endpoint is null) return [];
        TierPlan[] asked = [.. graph.Tiers.Where(tier => tier.HealthCheck is { Kind: HealthCheckKind.Http, Path: not ReadinessPath }).Take(TiersMax)];
        bool[] passed = await Task.WhenAll(asked.Select(tier => PassesAsync(new Uri(platform.Endpoint), tier.HealthCheck, cancellationToken)));
        return [.. asked.Where((_, index) => !passed[index]).Select(tier => tier.Level).Order()];
    }

    private async Task<bool> PassesAsync(Uri endpoint, HealthCheck check, CancellationToken cancellationToken)
    {
        TimeSpan limit = TimeSpan.FromSeconds(check.TimeoutSeconds);
        try
        {
            await link.ProbeAsync(new Uri(endpoint, check.Path), limit < LongestLimit ? limit : LongestLimit, cancellationToken);
            return true;
        }
        catch (PlatformLinkException)
        {
            return false;
        }
    }
}
