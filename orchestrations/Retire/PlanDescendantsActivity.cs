using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Finds out what stands below a platform: from itself where it answers, and from the registry.</summary>
/// <param name="registry">What is known.</param>
/// <param name="link">How to ask the platform.</param>
public sealed class PlanDescendantsActivity(IPlatformRegistry registry, IPlatformLink link)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(PlanDescendantsActivity))]
    public async Task<DescendantPlan> RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        // one that this platform never heard of has told nobody of children either
        PlatformRecord? platform = await registry.FindAsync(id, cancellationToken);
        if (platform is null) return new DescendantPlan(null, "", Cascade: true, [], []);

        IReadOnlyList<PlatformRecord> subtree = await registry.SubtreeAsync(platform.Path, cancellationToken);
        KnownChild[] known =
        [
            .. from child in subtree
               where child.ParentId == id && PlatformTransitions.IsLiving(child.State)
               select new KnownChild(child.Id, child.Name.Value, child.ResourceGroup),
        ];
        IReadOnlyList<KnownChild>? own = await AskAsync(platform, cancellationToken);
        return own is null
            ? new DescendantPlan(null, platform.ResourceGroup, platform.Cascade, [], known)
            : new DescendantPlan(platform.Endpoint, platform.ResourceGroup, platform.Cascade, own, [.. known.ExceptBy(own.Select(child => child.Id), child => child.Id)]);
    }

    private async Task<IReadOnlyList<KnownChild>?> AskAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        if (platform.Endpoint is null) return null;
        var endpoint = new Uri(platform.Endpoint);
        try
        {
            // on one machine the address of a dead platform may be another's by now, and that one knows of no children
            ReadinessView ready = await link.GetReadinessAsync(endpoint, cancellationToken);
            if (ready.PlatformId != platform.Id.Value) return null;
            IReadOnlyList<PlatformView> children = await link.ListChildrenAsync(endpoint, platform.Id, cancellationToken);
            return [.. children.Select(child => new KnownChild(PlatformId.Parse(child.Id), child.Name, child.ResourceGroup))];
        }
        catch (PlatformLinkException)
        {
            return null;
        }
    }
}
