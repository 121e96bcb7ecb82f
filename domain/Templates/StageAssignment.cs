using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>
/// Decides in which stage every node is put. What depends on a workload is put with the workloads, and workloads wait for those of the tiers that their own
/// tier depends on.
/// </summary>
internal static class StageAssignment
{
    public static List<ResourceNode> Apply(PlatformTemplate template, Compilation compilation, List<ResourceNode> nodes, List<TemplateError> errors)
    {
        Dictionary<string, ResourceNode> byKey = nodes.ToDictionary(node => node.Key, StringComparer.Ordinal);
        foreach (string key in DependencyOrder.Sort([.. byKey.Keys], key => byKey[key].DependsOn) ?? [])
        {
            ResourceNode node = byKey[key];
            string? workload = node.Stage == ResourceStage.Provision ? node.DependsOn.FirstOrDefault(other => byKey[other].Stage == ResourceStage.Deploy) : null;
            if (workload is null)
            {
                continue;
            }

            byKey[key] = node with { Stage = ResourceStage.Deploy };
            TemplateResource resource = compilation.Resource(key);
            if (resource.StageIsExplicit)
            {
                errors.Add(resource.Position.Error($"'{key}' says it is provisioned, but it depends on '{workload}', which is deployed later."));
            }
        }

        ILookup<int, string> workloads = byKey.Values.Where(node => node.Stage == ResourceStage.Deploy).ToLookup(node => node.Tier, node => node.Key);
        Dictionary<int, string[]> before = template.Tiers.ToDictionary(tier => tier.Level, tier => Below(template, tier).SelectMany(level => workloads[level]).ToArray());
        return
        [
            .. nodes.Select(node => byKey[node.Key]).Select(node => node.Stage == ResourceStage.Deploy && before[node.Tier].Length > 0
                ? node with { DependsOn = [.. node.DependsOn.Union(before[node.Tier], StringComparer.Ordinal).Order(StringComparer.Ordinal)] }
                : node),
        ];
    }

    /// <summary>The levels that a tier depends on, directly or not: one in between may have no workload of its own.</summary>
    private static SortedSet<int> Below(PlatformTemplate template, TemplateTier tier)
    {
        SortedSet<int> levels = [];
        Queue<int> open = new(tier.DependsOn);
        while (open.TryDequeue(out int level))
        {
            if (levels.Add(level))
            {
                foreach (int deeper in template.Tiers.First(other => other.Level == level).DependsOn)
                {
                    open.Enqueue(deeper);
                }
            }
        }

        return levels;
    }
}
