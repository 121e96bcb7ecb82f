using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Makes templates out of documents: finds what each extends, lays them over one another, checks the whole.</summary>
internal sealed class TemplateAssembler(IReadOnlyList<TemplateDocument> documents, List<TemplateError> errors)
{
    private const int ExtendsMax = 8;

    /// <summary>The template of a document; null when it cannot be made, and then the errors say why.</summary>
    public PlatformTemplate? Assemble(TemplateDocument document)
    {
        int errorsBefore = errors.Count;
        if (Chain(document) is not { } chain)
        {
            return null;
        }

        TemplateDocument whole = chain.Skip(1).Aggregate(chain[0], TemplateMerger.Merge);
        TemplateChecker.CheckWhole(whole, errors);
        return errors.Count == errorsBefore ? Build(whole) : null;
    }

    /// <summary>The document and what it extends, the most basic first; null when something in between is missing.</summary>
    private List<TemplateDocument>? Chain(TemplateDocument document)
    {
        List<TemplateDocument> chain = [document];
        TemplateDocument current = document;
        while (current.Extends is { } reference)
        {
            TemplateDocument? next = documents.FirstOrDefault(other => string.Equals(other.Reference, reference.ToString(), StringComparison.Ordinal));
            if (next is null)
            {
                string suggestion = Suggestion.For(reference.ToString(), documents.Select(other => other.Reference));
                errors.Add(current.ExtendsPosition.Error($"There is no template {reference} to extend.{suggestion}"));
                return null;
            }

            if (chain.Contains(next) || chain.Count == ExtendsMax)
            {
                errors.Add(current.ExtendsPosition.Error(
                    $"{document.Reference} extends {string.Join(", which extends ", chain.Skip(1).Append(next).Select(other => other.Reference))}: a circle, or more than {ExtendsMax} templates."));
                return null;
            }

            chain.Insert(0, next);
            current = next;
        }

        return chain;
    }

    private static PlatformTemplate Build(TemplateDocument whole) => new(
        whole.Name,
        whole.Version,
        whole.Description,
        whole.Extends?.ToString(),
        [.. whole.Parameters.Select(parameter => parameter.Parameter)],
        whole.Configuration.ToDictionary(entry => entry.Key, JsonNode? (entry) => PlainValue.Of(entry.Value, []), StringComparer.Ordinal),
        whole.Regions,
        [.. whole.Tiers.OrderByDescending(tier => tier.Level).Select(tier => new TemplateTier(
            tier.Level,
            tier.Name!,
            tier.Service!,
            tier.Description!,
            [.. tier.DependsOn.Select(dependency => dependency.Level).Order()],
            tier.HealthCheck!,
            tier.Resources))])
    {
        File = whole.Position.File,
    };
}
