namespace PlatformDeployer.Domain.Templates;

/// <summary>Finds the expressions of a resource, and what it depends on because of them.</summary>
internal static class ResourceExpressions
{
    /// <summary>Every expression of the resource.</summary>
    public static List<ExpressionUse> Of(TemplateResource resource, List<TemplateError> errors)
    {
        List<ExpressionUse> uses = [];
        Collect(resource.Name, ExpressionPlace.Name, uses, errors);
        Collect(resource.Location, ExpressionPlace.Location, uses, errors);
        Collect(resource.Condition, ExpressionPlace.Condition, uses, errors);
        foreach (MappingEntry entry in resource.Body)
        {
            Collect(entry.Value, ExpressionPlace.Body, uses, errors);
        }

        return uses;
    }

    /// <summary>
    /// What the resource depends on. Bound are those whose re-creation takes this resource, or what it relies on, with it: a scope, the source of an output,
    /// and what the template names in <c>boundTo</c>. A mere name or id stays true when the other resource is made again.
    /// </summary>
    public static List<ResourceDependency> Dependencies(TemplateResource resource)
    {
        List<ResourceDependency> dependencies =
        [
            .. resource.DependsOn.Select(key => new ResourceDependency(key.Text, IsBound: false, key.Position)),
            .. resource.BoundTo.Select(key => new ResourceDependency(key.Text, IsBound: true, key.Position)),
        ];
        if (resource.Scope is ScalarNode scope)
        {
            dependencies.Add(new ResourceDependency(scope.Text, IsBound: true, scope.Position));
        }

        foreach (ExpressionUse use in Of(resource, []).Where(use => use.Expression.RefersToResource))
        {
            string key = use.Expression.Path[0];
            if (!string.Equals(key, resource.Key, StringComparison.Ordinal))
            {
                dependencies.Add(new ResourceDependency(key, string.Equals(use.Expression.Root, "outputs", StringComparison.Ordinal), use.Expression.Position));
            }
        }

        return dependencies;
    }

    private static void Collect(TemplateNode? root, ExpressionPlace place, List<ExpressionUse> uses, List<TemplateError> errors)
    {
        Stack<(TemplateNode Node, bool IsItem)> open = new();
        if (root is not null)
        {
            open.Push((root, false));
        }

        while (open.TryPop(out (TemplateNode Node, bool IsItem) next))
        {
            switch (next.Node)
            {
                case SequenceNode sequence:
                    PushAll(open, sequence.Items, isItem: true);
                    break;
                case MappingNode mapping:
                    foreach (MappingEntry entry in mapping.Entries)
                    {
                        AddParts(ExpressionParser.Parse(entry.KeyText, errors), ExpressionPlace.Key, uses);
                    }

                    PushAll(open, mapping.Entries.Select(entry => entry.Value), isItem: false);
                    break;
                case ScalarNode { Kind: System.Text.Json.JsonValueKind.String } scalar:
                    IReadOnlyList<TextPart> parts = ExpressionParser.Parse(scalar, errors);
                    ExpressionPlace found = next.IsItem && parts.Count == 1 && place == ExpressionPlace.Body ? ExpressionPlace.ListItem : place;
                    AddParts(parts, found, uses);
                    break;
            }
        }
    }

    private static void AddParts(IReadOnlyList<TextPart> parts, ExpressionPlace place, List<ExpressionUse> uses) =>
        uses.AddRange(parts.Where(part => part.Expression is not null).Select(part => new ExpressionUse(part.Expression!, place)));

    private static void PushAll(Stack<(TemplateNode Node, bool IsItem)> open, IEnumerable<TemplateNode> nodes, bool isItem)
    {
        foreach (TemplateNode node in nodes)
        {
            open.Push((node, isItem));
        }
    }
}
