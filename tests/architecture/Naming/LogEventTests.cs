using System.Reflection;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Naming;

/// <summary>A log event's id names one event: over the whole app, and over each assembly of the embedded runtime.</summary>
public sealed class LogEventTests
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

    private static IEnumerable<(int Id, string Method)> Events(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(Any)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select (attribute.EventId, $"{type.FullName}.{method.Name}");
}
