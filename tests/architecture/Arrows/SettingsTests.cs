using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>The settings files parse, and hold what the functions' triggers ask for.</summary>
public sealed partial class SettingsTests
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    [Fact]
    public void HostJson_IsOfVersionTwo()
    {
        using JsonDocument host = Parse("host.json");
        Assert.Equal("2.0", host.RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public void SampleSettings_HoldEverySettingThatATriggerNames()
    {
        using JsonDocument sample = Parse("local.settings.sample.json");
        string[] known = [.. sample.RootElement.GetProperty("Values").EnumerateObject().Select(p => p.Name)];
        (string Function, string Setting)[] named = [.. House.App.SelectMany(p => Triggers(House.Load(p)))];
        Assert.NotEmpty(named);
        Violations.AssertNone(
            named.Where(n => !Array.Exists(known, k => Names(k, n.Setting))).Select(n => $"{n.Function}: {n.Setting}"),
            "local.settings.sample.json lacks settings that triggers name:");
    }

    // A connection is the name of one setting, or of a group of them.
    private static bool Names(string setting, string wanted) =>
        setting == wanted || setting.StartsWith(wanted + ":", StringComparison.Ordinal) || setting.StartsWith(wanted + "__", StringComparison.Ordinal);

    private static IEnumerable<(string Function, string Setting)> Triggers(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        from attribute in method.GetParameters().SelectMany(p => p.GetCustomAttributesData()).Concat(method.GetCustomAttributesData())
        where attribute.AttributeType.Namespace == "Microsoft.Azure.Functions.Worker"
        from setting in Settings(attribute)
        select ($"{type.Name}.{method.Name}", setting);

    private static IEnumerable<string> Settings(CustomAttributeData attribute)
    {
        IEnumerable<object?> values = attribute.ConstructorArguments.Select(a => a.Value).Concat(attribute.NamedArguments.Select(a => a.TypedValue.Value));
        IEnumerable<string> placeholders = values.OfType<string>().SelectMany(v => Placeholder().Matches(v)).Select(m => m.Groups["name"].Value);
        IEnumerable<string> connections = attribute.NamedArguments.Where(a => a.MemberName == "Connection").Select(a => (string)a.TypedValue.Value!);
        return placeholders.Concat(connections);
    }

    private static JsonDocument Parse(string path) => JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine(path)), Strict);

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
