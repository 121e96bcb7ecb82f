using System.Collections.Concurrent;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>
/// Counts the children that look sick. They are asked, those first that were silent longest: a silent one may be well and know no better where to report,
/// and those that fall ill together are not all silent for long when the first of them is looked at. When very many are silent a part of them is asked, and
/// stands for the rest.
/// </summary>
/// <param name="registry">What is known.</param>
/// <param name="link">How to ask.</param>
/// <param name="charter">Who this platform is: the parent of them all.</param>
/// <param name="options">How long silence may last.</param>
/// <param name="time">The clock.</param>
public sealed class SiblingCensus(IPlatformRegistry registry, IPlatformLink link, PlatformCharter charter, SweepOptions options, TimeProvider time)
{
    private const int AskedMax = 32;
    private const int AskedAtOnceMax = 16;

    // what one monitor has asked the others need not ask again
    private static readonly TimeSpan AnswerKept = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<PlatformId, (DateTimeOffset At, bool Answers)> _answers = new();

    /// <summary>Counts, with a platform of which it is known that it is sick.</summary>
    public async Task<SiblingView> CountAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        PlatformRecord[] siblings = [.. (await SpawnedAsync(cancellationToken)).Where(child => child.Id != platform.Id)];
        foreach (PlatformId gone in _answers.Keys.Except(siblings.Select(child => child.Id))) _answers.TryRemove(gone, out _);
        PlatformRecord[] unhealthy = [.. siblings.Where(IsUnhealthy)];
        PlatformRecord[] others = [.. siblings.Where(child => !IsUnhealthy(child)).OrderBy(LastHeard)];

        // where it makes no difference nobody is bothered
        bool matters = !RemediationLimit.Allows(siblings.Length + 1, unhealthy.Length + others.Length + 1);
        PlatformRecord[] asked = matters ? [.. others.Take(AskedMax)] : [];
        PlatformRecord[] mute = await MuteAsync(asked, cancellationToken);
        int notAsked = Math.Max(0, others.Count(IsSilent) - asked.Length);
        int sick = 1 + unhealthy.Length + mute.Length + (asked.Length == 0 ? 0 : notAsked * mute.Length / asked.Length);
        bool isFirst = unhealthy.Concat(mute).Where(child => child.State != PlatformState.Degraded).All(child => string.CompareOrdinal(platform.Id.Value, child.Id.Value) < 0);
        return new SiblingView(siblings.Length + 1, sick, isFirst);
    }

    // that it is silent is no more than silence when it was written down, either
    private static bool IsUnhealthy(PlatformRecord child) => child.Health.Status == HealthStatus.Unhealthy
        && child.Health.Incidents.Any(incident => incident.RepairedAt is null && incident.Fault != nameof(FaultKind.NotReporting));

    private static DateTimeOffset LastHeard(PlatformRecord child) => child.Health.LastHeartbeatAt ?? child.UpdatedAt;

    private bool IsSilent(PlatformRecord child) => time.GetUtcNow() - LastHeard(child) > options.HeartbeatStale;

    private async Task<PlatformRecord[]> MuteAsync(PlatformRecord[] asked, CancellationToken cancellationToken)
    {
        var mute = new List<PlatformRecord>();
        foreach (PlatformRecord[] some in asked.Chunk(AskedAtOnceMax))
        {
            bool[] answers = await Task.WhenAll(some.Select(child => AnswersAsync(child, cancellationToken)));
            mute.AddRange(some.Where((_, index) => !answers[index]));
        }

        return [.. mute];
    }

    private async Task<bool> AnswersAsync(PlatformRecord child, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_answers.TryGetValue(child.Id, out (DateTimeOffset At, bool Answers) known) && now >= known.At && now - known.At < AnswerKept) return known.Answers;
        bool answers = await AskAsync(child, cancellationToken);
        _answers[child.Id] = (time.GetUtcNow(), answers);
        return answers;
    }

    private async Task<bool> AskAsync(PlatformRecord child, CancellationToken cancellationToken)
    {
        if (child.Endpoint is null) return false;
        try
        {
            ReadinessView ready = await link.GetReadinessAsync(new Uri(child.Endpoint), cancellationToken);
            return ready.PlatformId == child.Id.Value;
        }
        catch (PlatformLinkException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<PlatformRecord>> SpawnedAsync(CancellationToken cancellationToken)
    {
        var spawned = new List<PlatformRecord>();
        string? skipToken = null;
        do
        {
            RegistryPage page = await registry.QueryAsync(new PlatformQuery { ParentId = charter.Id, Top = 1000, SkipToken = skipToken }, cancellationToken);
            spawned.AddRange(page.Platforms.Where(child => PlatformTransitions.IsSpawned(child.State)));
            skipToken = page.SkipToken;
        }
        while (skipToken is not null);
        return spawned;
    }
}
