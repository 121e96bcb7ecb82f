using System.Globalization;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Checks what one file alone cannot show: references between the parts of a template, that of what it extends included.</summary>
internal static class TemplateChecker
{
    private const int ResourcesMax = 500;

    /// <summary>Checks a file before anything is laid under it: nothing may be declared twice.</summary>
    public static void CheckAlone(TemplateDocument document, List<TemplateError> errors)
    {
        foreach (TierDocument tier in document.Tiers.GroupBy(tier => tier.Level).SelectMany(tiers => tiers.Skip(1)))
        {
            errors.Add(tier.Position.Error(string.Create(CultureInfo.InvariantCulture, $"There are two tiers of level {tier.Level}.")));
        }

        IEnumerable<TemplateResource> resources = document.Tiers.SelectMany(tier => tier.Resources);
        foreach (TemplateResource resource in resources.GroupBy(resource => resource.Key, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            errors.Add(resource.Position.Error($"There are two resources with the key '{resource.Key}'."));
        }
    }

    /// <summary>Checks a template as a whole.</summary>
    public static void CheckWhole(TemplateDocument document, List<TemplateError> errors)
    {
        TemplateResource[] resources = [.. document.Tiers.SelectMany(tier => tier.Resources).DistinctBy(resource => resource.Key, StringComparer.Ordinal)];
        if (resources.Length > ResourcesMax)
        {
            errors.Add(document.Position.Error($"A template has at most {ResourcesMax} resources, and this one has {resources.Length}."));
            return;
        }

        CheckConfiguration(document, errors);
        CheckProgram(document, resources, errors);
        TierChecker.Check(document, errors);
        HashSet<string> keys = resources.Select(resource => resource.Key).ToHashSet(StringComparer.Ordinal);
        HashSet<string> parameters = document.Parameters.Select(parameter => parameter.Parameter.Name).ToHashSet(StringComparer.Ordinal);
        foreach (TemplateResource resource in resources)
        {
            CheckResource(resource, parameters, keys, errors);
        }

        CheckCycles(resources, errors);
    }

    private static void CheckConfiguration(TemplateDocument document, List<TemplateError> errors)
    {
        foreach (MappingEntry entry in document.Configuration)
        {
            TemplateParameter? parameter = document.Parameters.FirstOrDefault(one => string.Equals(one.Parameter.Name, entry.Key, StringComparison.Ordinal))?.Parameter;
            if (parameter is null)
            {
                string suggestion = Suggestion.For(entry.Key, document.Parameters.Select(one => one.Parameter.Name));
                errors.Add(entry.KeyPosition.Error($"There is no parameter '{entry.Key}' to set.{suggestion}"));
                continue;
            }

            errors.AddRange(ParameterRules.Check(parameter, PlainValue.Of(entry.Value, errors), entry.Key).Select(problem => entry.Value.Position.Error(problem.Message)));
        }
    }

    private static void CheckProgram(TemplateDocument document, TemplateResource[] resources, List<TemplateError> errors)
    {
        foreach ((ResourceRole role, string what) in new[] { (ResourceRole.Site, "the site that runs the program"), (ResourceRole.Package, "the program's package") })
        {
            TemplateResource[] found = [.. resources.Where(resource => resource.Role == role)];
            if (found.Length == 0)
            {
                errors.Add(document.Position.Error($"A template needs one resource that is {what} (role: {Word(role)}); this one has none."));
            }

            errors.AddRange(found.Skip(1).Select(resource => resource.Position.Error($"Two resources are {what}: '{found[0].Key}' and '{resource.Key}'.")));
        }
    }

    private static void CheckResource(TemplateResource resource, HashSet<string> parameters, HashSet<string> keys, List<TemplateError> errors)
    {
        foreach (ExpressionUse use in ResourceExpressions.Of(resource, errors))
        {
            if (ExpressionRules.Check(use.Expression, use.Place, resource.Key, parameters, keys) is { } problem)
            {
                errors.Add(use.Expression.Position.Error(problem));
            }
        }

        IEnumerable<ScalarNode> named = resource.DependsOn.Concat(resource.BoundTo);
        foreach (ScalarNode key in resource.Scope is ScalarNode scope ? named.Append(scope) : named)
        {
            if (string.Equals(key.Text, resource.Key, StringComparison.Ordinal))
            {
                errors.Add(key.Position.Error($"'{resource.Key}' cannot depend on itself."));
            }
            else if (!keys.Contains(key.Text))
            {
                errors.Add(key.Position.Error($"There is no resource '{key.Text}' in this template.{Suggestion.For(key.Text, keys)}"));
            }
        }

        CheckCondition(resource, errors);
        if (resource.Role == ResourceRole.RoleAssignment)
        {
            MappingNode? properties = resource.Body.FirstOrDefault(entry => string.Equals(entry.Key, "properties", StringComparison.Ordinal))?.Value as MappingNode;
            foreach (string member in new[] { "principalId", "roleDefinitionId" }.Where(member => properties?.Find(member) is not ScalarNode))
            {
                errors.Add(resource.Position.Error($"The role assignment '{resource.Key}' needs properties.{member}."));
            }
        }
        else if (resource.Name is null && resource.Type.Count(letter => letter == '/') > 1)
        {
            errors.Add(resource.Position.Error($"'{resource.Key}' is a child resource and needs a name, as ${{names.parent}}/its-own."));
        }
    }

    private static void CheckCondition(TemplateResource resource, List<TemplateError> errors)
    {
        bool isOneExpression = resource.Condition is ScalarNode scalar && (scalar.Kind is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False
            || ExpressionParser.Parse(scalar, []) is [{ Expression: not null }]);
        if (resource.Condition is not null && !isOneExpression)
        {
            errors.Add(resource.Condition.Position.Error("A condition is true, false, or one expression: ${parameters.name} or ${!parameters.name}."));
        }
    }

    private static void CheckCycles(TemplateResource[] resources, List<TemplateError> errors)
    {
        Dictionary<string, List<ResourceDependency>> dependencies = resources.ToDictionary(resource => resource.Key, ResourceExpressions.Dependencies, StringComparer.Ordinal);
        IReadOnlyList<string> cycle = DependencyOrder.FindCycle(
            [.. resources.Select(resource => resource.Key)],
            key => dependencies[key].Select(dependency => dependency.Key).Where(other => !string.Equals(other, key, StringComparison.Ordinal)));
        if (cycle.Count > 0)
        {
            TemplatePosition position = dependencies[cycle[0]].First(dependency => string.Equals(dependency.Key, cycle[1], StringComparison.Ordinal)).Position;
            errors.Add(position.Error($"These resources depend on one another in a circle: {string.Join(" → ", cycle.Append(cycle[0]))}."));
        }
    }

    private static string Word(ResourceRole role) => role == ResourceRole.Site ? "site" : "package";
}
