namespace PlatformDeployer.Domain.Templates;

/// <summary>Which expressions there are, and where each may stand.</summary>
internal static class ExpressionRules
{
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["platform"] = ["id", "name", "path", "region", "parentId", "generation", "template", "resourceGroup", "settings"],
        ["program"] = ["packageUri"],
        ["deployment"] = ["tenantId", "subscriptionId"],
    };

    private static readonly string[] Roots = [.. Members.Keys, "parameters", "names", "ids", "outputs"];

    /// <summary>What is wrong with an expression at the place where it stands; null when nothing is.</summary>
    public static string? Check(TemplateExpression expression, ExpressionPlace place, string ownKey, IReadOnlyCollection<string> parameters, IReadOnlyCollection<string> keys)
    {
        string written = $"${{{expression.Source}}}";
        if (expression.IsNegated && place != ExpressionPlace.Condition)
        {
            return $"'!' in {written} has a meaning only in a condition.";
        }

        if (Members.TryGetValue(expression.Root, out string[]? members))
        {
            return CheckMember(expression, place, members, written);
        }

        return expression.Root switch
        {
            "parameters" => parameters.Contains(expression.Path[0], StringComparer.Ordinal)
                ? null
                : $"There is no parameter '{expression.Path[0]}' in this template.{Suggestion.For(expression.Path[0], parameters)}",
            "names" or "ids" or "outputs" => CheckReference(expression, place, ownKey, keys, written),
            _ => $"{written} starts with '{expression.Root}'; expressions start with {string.Join(", ", Roots)}.{Suggestion.For(expression.Root, Roots)}",
        };
    }

    private static string? CheckMember(TemplateExpression expression, ExpressionPlace place, string[] members, string written)
    {
        if (expression.Path.Count != 1 || !members.Contains(expression.Path[0], StringComparer.Ordinal))
        {
            return $"{written} is not known; '{expression.Root}' has {string.Join(", ", members)}.{Suggestion.For(expression.Path[0], members)}";
        }

        return expression.Path[0] is "settings" && place != ExpressionPlace.ListItem
            ? $"{written} stands for a list of names and values, and only as an item of a list of its own."
            : null;
    }

    private static string? CheckReference(TemplateExpression expression, ExpressionPlace place, string ownKey, IReadOnlyCollection<string> keys, string written)
    {
        string key = expression.Path[0];
        if (place is ExpressionPlace.Condition or ExpressionPlace.Location)
        {
            return $"{written} refers to a resource, which a condition or a location cannot.";
        }

        if (!keys.Contains(key, StringComparer.Ordinal))
        {
            return $"There is no resource '{key}' in this template.{Suggestion.For(key, keys)}";
        }

        bool isOutput = string.Equals(expression.Root, "outputs", StringComparison.Ordinal);
        if (isOutput && place is (ExpressionPlace.Name or ExpressionPlace.Key))
        {
            return $"{written} is known only after '{key}' was made; names and keys are needed before.";
        }

        if (string.Equals(key, ownKey, StringComparison.Ordinal) && (isOutput || place == ExpressionPlace.Name))
        {
            return $"{written} refers to the resource in which it stands.";
        }

        return (isOutput, expression.Path.Count) switch
        {
            (true, < 2) => $"{written} must say which output of '{key}': ${{outputs.{key}.properties…}}.",
            (false, > 1) => $"{written} goes on after the key of a resource, where nothing can follow.",
            _ => null,
        };
    }
}
