using System.Globalization;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Checks the tiers of a template.</summary>
internal static class TierChecker
{
    public static void Check(TemplateDocument document, List<TemplateError> errors)
    {
        if (!document.Tiers.Any(tier => tier.Level == 0))
        {
            errors.Add(document.Position.Error("A template needs a tier of level 0: the one that runs the program."));
        }

        HashSet<int> levels = document.Tiers.Select(tier => tier.Level).ToHashSet();
        HashSet<string> keys = document.Tiers.SelectMany(tier => tier.Resources).Select(resource => resource.Key).ToHashSet(StringComparer.Ordinal);
        foreach (TierDocument tier in document.Tiers)
        {
            CheckMembers(tier, errors);
            CheckDependencies(tier, levels, errors);
            if (tier.HealthCheck?.Resource is { } key && !keys.Contains(key))
            {
                errors.Add(tier.HealthCheckPosition.Error($"The health check asks for a resource '{key}' that is not in this template.{Suggestion.For(key, keys)}"));
            }
        }
    }

    private static void CheckMembers(TierDocument tier, List<TemplateError> errors)
    {
        foreach ((string member, bool isThere) in new[]
        {
            ("name", tier.Name is not null),
            ("service", tier.Service is not null),
            ("description", tier.Description is not null),
            ("healthCheck", tier.HealthCheck is not null),
        })
        {
            if (!isThere)
            {
                errors.Add(tier.Position.Error(string.Create(CultureInfo.InvariantCulture, $"'{member}' is missing in tier {tier.Level}.")));
            }
        }
    }

    private static void CheckDependencies(TierDocument tier, HashSet<int> levels, List<TemplateError> errors)
    {
        foreach (TierDependency dependency in tier.DependsOn)
        {
            if (dependency.Level >= tier.Level)
            {
                errors.Add(dependency.Position.Error(string.Create(
                    CultureInfo.InvariantCulture, $"Tier {tier.Level} can depend only on deeper tiers, and {dependency.Level} is not deeper.")));
            }
            else if (!levels.Contains(dependency.Level))
            {
                errors.Add(dependency.Position.Error(string.Create(CultureInfo.InvariantCulture, $"There is no tier of level {dependency.Level} in this template.")));
            }
        }
    }
}
