using System.Text.RegularExpressions;

namespace Embedded.ResourceManager.Providers;

/// <summary>What a type's names may be, after "Naming rules and restrictions for Azure resources", and the error for one that is not.</summary>
internal sealed class NameRule(string pattern, string rule, string code = "InvalidResourceName")
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly Regex _form = new($"^(?:{pattern})\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchLimit);

    public static NameRule Guid { get; } = new("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "a GUID");

    public string Rule => rule;

    public string Code => code;

    public string Pattern => pattern;

    public bool Allows(string name) => name.Length <= 512 && _form.IsMatch(name);
}
