using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Orchestrations.Operations;
using LimitsRequest = PlatformDeployer.Domain.Limits.LimitsRequest;
using SpawnAdmission = PlatformDeployer.Domain.Limits.SpawnAdmission;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>
/// Takes a planned child into the registry, or says what stands in the way. A child that is silent about its descendants is allotted a share of
/// what is left, so its record depends on its siblings: it is made again until the registry has seen no change in between.
/// </summary>
internal sealed class ChildAdmission(PlatformCharter parent, IPlatformRegistry registry, IPlatformIdSource ids, TimeProvider time)
{
    private const int AttemptsMax = 8;

    /// <summary>Takes the child in.</summary>
    /// <returns>The platform and the operation; those of the first request when it is a repetition.</returns>
    /// <exception cref="ProblemException">Something stands in the way.</exception>
    public async Task<AdmittedChild> AdmitAsync(SpawnPlan plan, string? requestKey, string bodyHash, CancellationToken cancellationToken)
    {
        PlatformPath path = PathOf(plan.Name);
        PlatformId id = ids.Next();
        LineageUsage usage = LineageUsage.None;
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            EffectiveLimits limits = Narrow(usage, plan.Limits, path);
            bool stale = false;
            AdmissionOutcome outcome = await registry.AdmitAsync(
                new Admission(Record(id, path, plan, limits), requestKey, bodyHash),
                seen =>
                {
                    usage = seen;
                    NarrowedLimits now = LineageLimits.Narrow(parent.Limits, seen, plan.Limits, path);
                    stale = now.Effective is null || now.Effective.Descendants != limits.Descendants;
                    return LineageLimits.Admit(parent.Limits, seen, new SpawnAdmission(path, limits.Descendants?.Value, plan.Template.Reference, plan.Region))
                        ?? (stale ? Stale(path) : null);
                },
                cancellationToken);
            if (outcome is not AdmissionOutcome.LimitExceeded || !stale) return Result(outcome);
        }

        throw new ProblemException(ProblemCodes.TemporarilyUnavailable, "Too many children are being spawned at once. Try again.").WithHeader("Retry-After", "1");
    }

    private AdmittedChild Result(AdmissionOutcome outcome) => outcome switch
    {
        AdmissionOutcome.Admitted admitted => new AdmittedChild(admitted.Platform.Id, OperationIds.Spawn(admitted.Platform.Id), IsNew: true),
        AdmissionOutcome.Repeated repeated => new AdmittedChild(repeated.PlatformId, repeated.OperationId, IsNew: false),
        AdmissionOutcome.KeyReused => throw Problem.IdempotencyKeyReused(),
        AdmissionOutcome.NameTaken taken => throw new ProblemException(
            ProblemCodes.NameTaken, $"Another child of {parent.Path} has this name: platform {taken.HolderId}.").With("holderId", taken.HolderId.Value),
        AdmissionOutcome.LimitExceeded exceeded => throw LimitProblems.Of([exceeded.Violation], parent.Limits),
        _ => throw new InvalidOperationException($"The registry answered {outcome.GetType().Name}, which is not known here."),
    };

    private EffectiveLimits Narrow(LineageUsage usage, LimitsRequest requested, PlatformPath path)
    {
        NarrowedLimits narrowed = LineageLimits.Narrow(parent.Limits, usage, requested, path);
        return narrowed.Effective ?? throw LimitProblems.Of(narrowed.Violations, parent.Limits);
    }

    private PlatformRecord Record(PlatformId id, PlatformPath path, SpawnPlan plan, EffectiveLimits limits)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new PlatformRecord
        {
            Id = id,
            Path = path,
            ParentId = parent.Id,
            State = PlatformState.Accepted,
            Template = plan.Template.Reference,
            Region = plan.Region,
            ResourceGroup = ResourceNames.ResourceGroup(id.Value, plan.Name.Value),
            Labels = plan.Labels,
            Configuration = plan.Configuration,
            Limits = limits,
            OperationId = OperationIds.Spawn(id),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private PlatformPath PathOf(PlatformName name)
    {
        if (parent.Path.Generation + 1 < PlatformPath.SegmentsMax) return parent.Path.Child(name);
        throw new ProblemException(ProblemCodes.LimitExceeded, $"A lineage has at most {PlatformPath.SegmentsMax} generations.")
            .With("limit", "depth")
            .With("owner", parent.Path.Ancestors().First().Value)
            .With("value", PlatformPath.SegmentsMax - 1)
            .With("current", parent.Path.Generation);
    }

    // Only ends the attempt: the loop sees that the shares have changed and makes the record anew.
    private static LimitViolation Stale(PlatformPath path) =>
        new(LimitViolation.LimitExceeded, "limits.descendants", path, "", "", "The shares have changed.");
}
