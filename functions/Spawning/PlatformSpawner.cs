using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>Takes a spawn in: checks it, and reserves the name, the share of the limits and the idempotency key in one transaction.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">What it knows.</param>
/// <param name="templates">What platforms are made from.</param>
/// <param name="regions">Where platforms may be put.</param>
/// <param name="ids">What new platforms are called.</param>
/// <param name="time">The clock.</param>
public sealed class PlatformSpawner(
    PlatformCharter charter, IPlatformRegistry registry, TemplateLibrary templates, RegionCatalog regions, IPlatformIdSource ids, TimeProvider time)
{
    private readonly SpawnPlanner _planner = new(charter, templates, regions);
    private readonly ChildAdmission _admission = new(charter, registry, ids, time);

    /// <summary>Takes a child of this platform in.</summary>
    /// <param name="request">The request, its shape checked.</param>
    /// <param name="errors">What was wrong with the shape.</param>
    /// <param name="requestKey">The hashed idempotency key.</param>
    /// <param name="bodyHash">The hash of what the request says.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <exception cref="ProblemException">Something stands in the way; nothing was written.</exception>
    internal async Task<AdmittedChild> AdmitAsync(
        SpawnPlatformRequest request, FieldErrors errors, string? requestKey, string bodyHash, CancellationToken cancellationToken)
    {
        SpawnPlan? plan = _planner.Plan(request, errors);
        errors.ThrowIfAny();
        await RequireSpawningAsync(cancellationToken);
        return await _admission.AdmitAsync(plan!, requestKey, bodyHash, cancellationToken);
    }

    private async Task RequireSpawningAsync(CancellationToken cancellationToken)
    {
        // A root that has not written its own record yet waits for nobody's permission.
        PlatformRecord? own = await registry.FindAsync(charter.Id, cancellationToken);
        PlatformState state = own?.State ?? (charter.Parent is null ? PlatformState.Active : PlatformState.Activating);
        if (!PlatformTransitions.IsSpawned(state))
        {
            throw Problem.StateConflict($"The platform {charter.Path} is {state}: it may not spawn{(state == PlatformState.Activating ? " until its parent enables it" : "")}.")
                .With("platformId", charter.Id.Value)
                .With("state", state);
        }
    }
}
