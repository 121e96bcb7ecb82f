using System.Text.Json;
using System.Text.Json.Nodes;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Problems;
using LimitsRequest = PlatformDeployer.Domain.Limits.LimitsRequest;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>Checks the values of a spawn and resolves what they name. Everything that is wrong is said at once.</summary>
internal sealed class SpawnPlanner(PlatformCharter parent, TemplateLibrary templates, RegionCatalog regions)
{
    /// <summary>Checks a request.</summary>
    /// <returns>The plan; null when something is wrong, which is then in <paramref name="errors"/>.</returns>
    public SpawnPlan? Plan(SpawnPlatformRequest request, FieldErrors errors)
    {
        PlatformName? name = Name(request.Name, errors);
        PlatformTemplate? template = Template(request.Template, errors);
        string? region = request.Region is { } asked ? Region(asked, "region", errors) : parent.Region;
        if (template is not null && region is not null) CheckTemplateRegion(template, region, errors);
        PlatformConfiguration? configuration = template is null ? null : Configuration(template, request.Parameters, errors);
        LabelRules.Check(request.Labels ?? Empty, errors);
        LimitsRequest limits = Limits(request.Limits, errors);
        return errors.Any ? null : new SpawnPlan(name!, template!, region!, configuration!, request.Labels ?? Empty, limits);
    }

    private static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private static PlatformName? Name(string? text, FieldErrors errors)
    {
        if (PlatformName.TryParse(text, out PlatformName? name)) return name;
        if (errors.Has("name")) return null;
        errors.Add("name", text is null ? "name is missing." : $"The name '{Problem.Clip(text)}' must match {PlatformName.Pattern}.");
        return null;
    }

    private PlatformTemplate? Template(string? text, FieldErrors errors)
    {
        if (text is null)
        {
            if (!errors.Has("template")) errors.Add("template", "template is missing.");
            return null;
        }

        if (TemplateReference.TryParse(text, out TemplateReference? reference) && templates.Find(reference) is { } template) return template;
        UnknownTemplate(text, "template", errors);
        return null;
    }

    private string? Region(string text, string field, FieldErrors errors)
    {
        if (regions.Find(text) is { } region) return region;
        errors.Add(field, $"There is no region '{Problem.Clip(text)}'.{Hint(text, regions.Regions)}", ProblemCodes.UnknownRegion);
        errors.With("knownRegions", regions.Regions);
        return null;
    }

    private static void CheckTemplateRegion(PlatformTemplate template, string region, FieldErrors errors)
    {
        if (template.Regions is not { } offered || offered.Contains(region, StringComparer.OrdinalIgnoreCase)) return;
        errors.Add("region", $"The template {template.Reference} cannot be used in '{region}', only in {string.Join(", ", offered)}.", ProblemCodes.UnknownRegion);
        errors.With("knownRegions", offered);
    }

    private PlatformConfiguration? Configuration(PlatformTemplate template, IReadOnlyDictionary<string, JsonElement>? parameters, FieldErrors errors)
    {
        // What is ambiguous cannot be turned into a tree.
        if (errors.Any) return null;
        Dictionary<string, JsonNode?>? requested = parameters?.ToDictionary(
            parameter => parameter.Key, parameter => JsonSerializer.SerializeToNode(parameter.Value), StringComparer.Ordinal);
        ConfigurationResult result = ConfigurationResolver.Resolve(template, new InheritedConfiguration(parent.Path, parent.Configuration), requested);
        foreach (ConfigurationError error in result.Errors) errors.Add(error.Field, error.Message);
        return result.Configuration;
    }

    private LimitsRequest Limits(PlatformDeployer.Contracts.Platforms.LimitsRequest? limits, FieldErrors errors)
    {
        if (limits is null) return LimitsRequest.Inherit;
        CheckCount("limits.depth", limits.Depth, errors);
        CheckCount("limits.children", limits.Children, errors);
        CheckCount("limits.descendants", limits.Descendants, errors);
        return new LimitsRequest(limits.Depth, limits.Children, limits.Descendants, TemplateNames(limits.Templates, errors), RegionNames(limits.Regions, errors));
    }

    private static void CheckCount(string field, int? value, FieldErrors errors)
    {
        if (value < 0) errors.Add(field, $"{field} must be an integer from 0 to {int.MaxValue}.");
    }

    private IReadOnlyList<string>? TemplateNames(IReadOnlyList<string>? names, FieldErrors errors)
    {
        for (int i = 0; i < names?.Count; i++)
        {
            bool known = TemplateReference.TryParse(names[i], out TemplateReference? reference) && templates.Find(reference) is not null;
            if (!known) UnknownTemplate(names[i], $"limits.templates[{i}]", errors);
        }

        return names;
    }

    private List<string>? RegionNames(IReadOnlyList<string>? names, FieldErrors errors) =>
        names?.Select((name, index) => Region(name, $"limits.regions[{index}]", errors) ?? name).ToList();

    private void UnknownTemplate(string text, string field, FieldErrors errors)
    {
        string[] known = [.. templates.Templates.Select(template => template.Name).Distinct(StringComparer.Ordinal)];
        errors.Add(field, $"There is no template '{Problem.Clip(text)}'.{Hint(text, known)}", ProblemCodes.UnknownTemplate);
        errors.With("knownTemplates", templates.Templates.Select(template => template.Reference).ToArray());
    }

    private static string Hint(string written, IEnumerable<string> known) => NearMiss.Find(written, known) is { } near ? $" Did you mean '{near}'?" : "";
}
