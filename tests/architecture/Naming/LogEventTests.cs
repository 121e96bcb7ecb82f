using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Naming;

/// <summary>A log event's id names one event: over the whole app, and over each assembly of the embedded runtime.</summary>
public sealed partial class LogEventTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Scopes => ["app", .. House.Embedded.Select(p => p.Folder)];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void EventIds_AreGivenAndUnique(string scope)
    {
        (int Id, string Method)[] events = [.. (scope == "app" ? House.App : [House.Project(scope)]).Select(House.Load).SelectMany(Events)];
        IEnumerable<string> wrong = events.GroupBy(e => e.Id).Where(g => g.Count() > 1 || g.Key <= 0).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => e.Method))}");
        Violations.AssertNone(wrong, $"Every log event of {scope} has an id of its own, above 0:");
    }

    [Fact]
    public void EventIds_LieInTheRangesOfTheDocs()
    {
        Dictionary<string, (int From, int To)> ranges = Range().Matches(File.ReadAllText(RepositoryRoot.Combine("docs/observability.md"))).ToDictionary(
            m => m.Groups["folder"].Value,
            m => (int.Parse(m.Groups["from"].Value, CultureInfo.InvariantCulture), int.Parse(m.Groups["to"].Value, CultureInfo.InvariantCulture)),
            StringComparer.Ordinal);
        IEnumerable<string> wrong =
            from project in House.App.Concat(House.Embedded)
            from happened in Events(House.Load(project))
            let range = ranges.GetValueOrDefault(project.Folder)
            where happened.Id < range.From || happened.Id > range.To
            select $"{project.Folder}: {happened.Method} is {happened.Id}";
        Violations.AssertNone(wrong, "These log events are outside the ranges of docs/observability.md:");
    }

    [GeneratedRegex(@"^\| `(?<folder>[\w/]+)` \| (?<from>\d+)–(?<to>\d+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Range();

    private static IEnumerable<(int Id, string Method)> Events(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(Any)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select (attribute.EventId, $"{type.FullName}.{method.Name}");
}
