using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Finds out what stands below a platform: from itself where it answers, from the registry otherwise.</summary>
/// <param name="registry">What is known.</param>
/// <param name="link">How to ask the platform.</param>
public sealed class PlanDescendantsActivity(IPlatformRegistry registry, IPlatformLink link)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(PlanDescendantsActivity))]
    public async Task<DescendantPlan> RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        PlatformRecord platform = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        IReadOnlyList<PlatformRecord> subtree = await registry.SubtreeAsync(platform.Path, cancellationToken);
        PlatformRecord[] below = [.. subtree.Where(known => known.Id != id && PlatformTransitions.IsLiving(known.State))];
        OrphanGroup[] orphans = [.. below.Select(known => new OrphanGroup(ChildAbove(known, below, id), known.Generation, known.ResourceGroup))];
        if (platform.Endpoint is null) return new DescendantPlan(false, [], orphans);
        try
        {
            IReadOnlyList<PlatformView> children = await link.ListChildrenAsync(new Uri(platform.Endpoint), id, cancellationToken);
            return new DescendantPlan(true, [.. children.Select(child => new ChildRetirement(platform.Endpoint, PlatformId.Parse(child.Id), child.Name))], orphans);
        }
        catch (PlatformLinkException)
        {
            return new DescendantPlan(false, [], orphans);
        }
    }

    private static PlatformId ChildAbove(PlatformRecord known, PlatformRecord[] below, PlatformId id)
    {
        PlatformRecord child = known;
        while (child.ParentId != id && below.FirstOrDefault(other => other.Id == child.ParentId) is { } above) child = above;
        return child.Id;
    }
}
