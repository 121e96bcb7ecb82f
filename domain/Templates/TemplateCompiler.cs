using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Turns a template and the inputs of one platform into the graph of its resources. Pure: the same inputs give the same graph.</summary>
public static class TemplateCompiler
{
    private const int TagLengthMax = 256;

    /// <summary>Compiles.</summary>
    /// <exception cref="TemplateException">The template and the inputs do not fit together; it says everything that does not.</exception>
    public static ResourceGraph Compile(PlatformTemplate template, PlatformInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(inputs);

        List<TemplateError> errors = [];
        if (template.Regions is { } regions && !regions.Contains(inputs.Region, StringComparer.Ordinal))
        {
            errors.Add(new TemplateError(template.File, 1, 1, $"{template.Reference} may be used in {string.Join(", ", regions)}, not in {inputs.Region}."));
        }

        Compilation compilation = new(template, inputs, errors);
        IReadOnlyDictionary<string, string> tags = Tags(template, inputs);
        NodeCompiler nodes = new(compilation, tags);
        List<ResourceNode> compiled = [.. compilation.Resources.Select(nodes.Compile)];
        if (errors.Count > 0)
        {
            throw new TemplateException(errors);
        }

        compiled = StageAssignment.Apply(template, compilation, compiled, errors);
        IReadOnlyList<ResourceNode> order = OrderNodes(template, compiled, errors);
        TierPlan[] plans = [.. template.Tiers.OrderBy(tier => tier.Level).Select(tier => Plan(template, tier, order, errors))];
        return errors.Count > 0
            ? throw new TemplateException(errors)
            : new ResourceGraph(
                inputs.SubscriptionId,
                compilation.ResourceGroup,
                inputs.Region,
                template.Reference,
                tags,
                order,
                plans);
    }

    private static IReadOnlyList<ResourceNode> OrderNodes(PlatformTemplate template, List<ResourceNode> nodes, List<TemplateError> errors)
    {
        try
        {
            return ResourceGraph.Order(nodes);
        }
        catch (ResourceGraphException impossible)
        {
            errors.Add(new TemplateError(template.File, 1, 1, impossible.Message));
            return [];
        }
    }

    private static TierPlan Plan(PlatformTemplate template, TemplateTier tier, IReadOnlyList<ResourceNode> order, List<TemplateError> errors)
    {
        string[] keys = [.. order.Where(node => node.Tier == tier.Level).Select(node => node.Key)];
        if (tier.HealthCheck.Resource is { } asked && !order.Any(node => string.Equals(node.Key, asked, StringComparison.Ordinal)))
        {
            errors.Add(new TemplateError(template.File, 1, 1, $"The health check of tier {tier.Name} asks for '{asked}', which a condition leaves out."));
        }

        return new TierPlan(tier.Level, tier.Name, tier.Service, tier.Description, tier.DependsOn, tier.HealthCheck, keys);
    }

    private static Dictionary<string, string> Tags(PlatformTemplate template, PlatformInputs inputs)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal)
        {
            ["platform-id"] = Fit(inputs.PlatformId),
            ["platform-path"] = Fit(inputs.Path.Value),
            ["template"] = Fit(template.Reference),
        };
        if (inputs.ParentId is { } parent)
        {
            tags["platform-parent"] = Fit(parent);
        }

        return tags;
    }

    // A deep platform's path is longer than a tag may be: its end says more than its beginning.
    private static string Fit(string value) => value.Length <= TagLengthMax ? value : "..." + value[^(TagLengthMax - 3)..];
}
