using Embedded.Functions.Discovery;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Hosting;

/// <summary>Replaces <c>%NAME%</c> in a trigger's or binding's text by the app setting of that name.</summary>
internal static class BindingExpressions
{
    /// <exception cref="FunctionDefinitionException">The setting does not exist, or a percent sign is not closed.</exception>
    public static string Resolve(string text, IConfiguration configuration, string owner)
    {
        int open = text.IndexOf('%', StringComparison.Ordinal);
        if (open < 0)
        {
            return text;
        }

        int close = text.IndexOf('%', open + 1);
        if (close < 0)
        {
            throw new FunctionDefinitionException($"'{text}' of {owner} has a '%' that is not closed.");
        }

        string name = text[(open + 1)..close];
        string value = configuration[name.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new FunctionDefinitionException($"The setting '{name}', which {owner} refers to as '{text}', does not exist.");
        return text[..open] + value + Resolve(text[(close + 1)..], configuration, owner);
    }
}
