using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Operations;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Orchestrations.Announce;
using PlatformDeployer.Orchestrations.Retire;

namespace PlatformDeployer.Functions.Retiring;

/// <summary>Ends a child of this platform by whatever its state asks for.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">What it knows.</param>
/// <param name="events">The platforms' histories.</param>
/// <param name="link">How to ask the child for its children.</param>
/// <param name="canceller">Cancels a spawn.</param>
/// <param name="ancestors">Who could retire this platform itself.</param>
public sealed class PlatformRetirer(
    PlatformCharter charter, IPlatformRegistry registry, IPlatformEventLog events, IPlatformLink link, SpawnCanceller canceller, KnownAncestors ancestors)
{
    private const int NamedChildrenMax = 20;

    /// <summary>Ends a child.</summary>
    /// <returns>The operation that does it; null when there was nothing left but the record.</returns>
    /// <exception cref="ProblemException">It is this platform itself, or has children that are not to go with it (409).</exception>
    internal async Task<string?> RetireAsync(DurableTaskClient client, PlatformRecord platform, bool cascade, CancellationToken cancellationToken)
    {
        if (platform.Id == charter.Id) throw await ItselfAsync(platform, cancellationToken);
        if (PlatformTransitions.IsSpawning(platform.State))
        {
            (string operation, PlatformRecord now) = await canceller.CancelAsync(client, platform, null, cancellationToken);
            if (now.CancelAsked || PlatformTransitions.IsSpawning(now.State)) return operation;

            // the spawn came to its end first
            platform = now;
        }

        if (!cascade && PlatformTransitions.IsSpawned(platform.State)) await RequireNoChildrenAsync(platform, cancellationToken);
        PlatformRecord marked = await registry.UpdateAsync(platform.Id, known => Mark(known, cascade), cancellationToken);
        if (marked.State == PlatformState.Retiring) return await RetireStart.EnsureAsync(client, new RetireOrder(platform.Id), cancellationToken);

        // a retired one stays in the history for its retention: its parent's parent asks more than once
        if (marked.State == PlatformState.Retired) return null;
        await events.ForgetAsync(platform.Id, cancellationToken);
        await registry.ForgetAsync(platform.Id, cancellationToken);
        return null;
    }

    /// <summary>From here on the retirement cannot be lost: a sweep starts what is marked and not begun.</summary>
    private static PlatformRecord? Mark(PlatformRecord platform, bool cascade)
    {
        if (PlatformTransitions.IsSpawned(platform.State)) return platform with { State = PlatformState.Retiring, Cascade = cascade };
        if (platform is { State: PlatformState.Failed, HasLeftovers: true }) return platform with { State = PlatformState.Retiring, Cascade = true };
        return platform.State == PlatformState.Retiring && cascade && !platform.Cascade ? platform with { Cascade = true } : null;
    }

    private async Task RequireNoChildrenAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        Dictionary<string, string> children = new(StringComparer.Ordinal);
        string? skipToken = null;
        do
        {
            RegistryPage page = await registry.QueryAsync(new PlatformQuery { ParentId = platform.Id, SkipToken = skipToken }, cancellationToken);
            foreach (PlatformRecord child in page.Platforms.Where(child => PlatformTransitions.IsLiving(child.State))) children[child.Id.Value] = child.Name.Value;
            skipToken = page.SkipToken;
        }
        while (skipToken is not null && children.Count <= NamedChildrenMax);

        // The youngest may not have been reported yet. A platform that does not answer cannot have got new ones lately either.
        if (platform.Endpoint is not null)
        {
            try
            {
                foreach (PlatformView child in await link.ListChildrenAsync(new Uri(platform.Endpoint), platform.Id, cancellationToken)) children[child.Id] = child.Name;
            }
            catch (PlatformLinkException exception) when (exception.Failure != LinkFailure.Unexpected)
            {
                // what the registry knows must do
            }
        }

        if (children.Count > 0) throw HasChildren(platform, children);
    }

    private static ProblemException HasChildren(PlatformRecord platform, Dictionary<string, string> children)
    {
        string[] names = [.. children.Values.Order(StringComparer.Ordinal).Take(NamedChildrenMax)];
        string more = children.Count > names.Length ? " and more" : "";
        return new ProblemException(
                ProblemCodes.HasChildren, $"The platform {platform.Path} has children: {string.Join(", ", names)}{more}. Retire them first, or use cascade=true.")
            .With("children", children.Take(NamedChildrenMax).Select(child => new { Id = child.Key, Name = child.Value }).ToArray());
    }

    private async Task<ProblemException> ItselfAsync(PlatformRecord platform, CancellationToken cancellationToken) => await ancestors.FindParentAsync(cancellationToken) is { } parent
        ? Problem.StateConflict(platform, $"A platform is retired by its parent: send the request to {parent.Path}.").With("parentEndpoint", parent.Endpoint)
        : Problem.StateConflict(platform, "The root cannot be retired: it has no parent that could take it down.");
}
