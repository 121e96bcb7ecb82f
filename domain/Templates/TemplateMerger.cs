namespace PlatformDeployer.Domain.Templates;

/// <summary>
/// Lays a template over the one it extends. Parameters, configured values and resources replace those of the same name or key, whole; a tier of a level that is
/// there already adds its resources and dependencies to it, and what it says of name, service, description and health check counts.
/// </summary>
internal static class TemplateMerger
{
    public static TemplateDocument Merge(TemplateDocument below, TemplateDocument above) => above with
    {
        Parameters = Replace(below.Parameters, above.Parameters, parameter => parameter.Parameter.Name),
        Configuration = Replace(below.Configuration, above.Configuration, entry => entry.Key),
        Regions = above.Regions ?? below.Regions,
        Tiers = MergeTiers(below.Tiers, above.Tiers),
    };

    private static List<TierDocument> MergeTiers(IReadOnlyList<TierDocument> below, IReadOnlyList<TierDocument> above)
    {
        HashSet<string> replaced = above.SelectMany(tier => tier.Resources).Select(resource => resource.Key).ToHashSet(StringComparer.Ordinal);
        List<TierDocument> tiers = [];
        foreach (TierDocument tier in below)
        {
            TierDocument kept = tier with { Resources = [.. tier.Resources.Where(resource => !replaced.Contains(resource.Key))] };
            TierDocument? over = above.FirstOrDefault(other => other.Level == tier.Level);
            tiers.Add(over is null ? kept : MergeTier(kept, over));
        }

        return [.. tiers, .. above.Where(tier => !below.Any(other => other.Level == tier.Level))];
    }

    private static TierDocument MergeTier(TierDocument below, TierDocument above) => above with
    {
        Name = above.Name ?? below.Name,
        Service = above.Service ?? below.Service,
        Description = above.Description ?? below.Description,
        DependsOn = [.. above.DependsOn.Concat(below.DependsOn).DistinctBy(dependency => dependency.Level)],
        HealthCheck = above.HealthCheck ?? below.HealthCheck,
        HealthCheckPosition = above.HealthCheck is null ? below.HealthCheckPosition : above.HealthCheckPosition,
        Resources = [.. below.Resources, .. above.Resources],
    };

    private static List<T> Replace<T>(IReadOnlyList<T> below, IReadOnlyList<T> above, Func<T, string> nameOf)
    {
        HashSet<string> replaced = above.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        return [.. below.Where(one => !replaced.Contains(nameOf(one))), .. above];
    }
}
