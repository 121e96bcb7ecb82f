using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Domain.Tests.Templates;

namespace PlatformDeployer.Domain.Tests.Configuration;

public sealed class ConfigurationResolverTests
{
    private const string Declared = """
        parameters:
          size: { type: integer, description: The size., default: 1, minimum: 1, maximum: 9 }
          secret: { type: string, description: Not for children., default: mine, inherit: false }
          labels: { type: object, description: Labels., default: { a: { b: 1, c: 1 }, d: [1, 2] } }
          needed: { type: string, description: Must be given. }
        configuration: { needed: from-template }
        tiers:
        """;

    private static readonly PlatformTemplate Template = Sample.Load(Sample.Minimal.Replace("tiers:", Declared.ReplaceLineEndings("\n"), StringComparison.Ordinal));

    [Theory]
    [InlineData(false, false, "1", "default")]
    [InlineData(true, false, "2", "parent:/root")]
    [InlineData(false, true, "3", "request")]
    [InlineData(true, true, "3", "request")]
    public void Resolve_Layers_TheLastOneWinsAndIsNamed(bool isInherited, bool isRequested, string value, string source)
    {
        ConfigurationValue size = Resolve(isInherited ? """{ "size": 2 }""" : "{}", isRequested ? """{ "size": 3 }""" : "{}").Configuration!.Values["size"];

        Assert.Equal((value, source), (size.Value!.ToJsonString(), size.Source));
        Assert.Null(size.Parts);
    }

    [Fact]
    public void Resolve_TemplatesOwnConfiguration_ComesAfterTheParentsAndBeforeTheRequests()
    {
        Assert.Equal("template:tiny@1.0.0", Resolve("""{ "needed": "inherited" }""", "{}").Configuration!.Values["needed"].Source);
        Assert.Equal("request", Resolve("{}", """{ "needed": "asked" }""").Configuration!.Values["needed"].Source);
    }

    [Fact]
    public void Resolve_ParameterThatIsNotInherited_KeepsItsDefault() =>
        Assert.Equal("default", Resolve("""{ "secret": "theirs", "unheard": 7 }""", "{}").Configuration!.Values["secret"].Source);

    [Fact]
    public void Resolve_Objects_AreMergedMemberByMemberAndListsReplaced()
    {
        ConfigurationValue labels = Resolve("""{ "labels": { "a": { "c": 2 }, "e": 2 } }""", """{ "labels": { "d": [3], "a": { "f": {} } } }""").Configuration!.Values["labels"];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "a": { "b": 1, "c": 2, "f": {} }, "d": [3], "e": 2 }"""), labels.Value));
        Assert.Equal("request", labels.Source);
        Assert.Equal(
            [("a.b", "default"), ("a.c", "parent:/root"), ("a.f", "request"), ("d", "request"), ("e", "parent:/root")],
            labels.Parts!.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => (part.Key, part.Value)));
    }

    [Fact]
    public void Resolve_Mistakes_AreAllReportedByField()
    {
        ConfigurationResult result = Resolve("""{ "labels": 7 }""", """{ "szie": 1, "size": 10, "needed": null }""");

        Assert.Null(result.Configuration);
        Assert.Equal(
            [
                ("parameters.szie", "tiny@1.0.0 has no parameter 'szie'. Did you mean 'size'?"),
                ("parameters.size", "'size' must be from 1 to 9, not 10."),
                ("parameters.labels", "'labels' must be an object, not a number of that kind. (The value comes from parent:/root.)"),
                ("parameters.needed", "'needed' must be text, not null."),
            ],
            result.Errors.Select(error => (error.Field, error.Message)));
    }

    [Fact]
    public void Resolve_RequiredParameterThatNobodyGives_IsAnError()
    {
        PlatformTemplate template = Template with { Configuration = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) };

        Assert.Equal(
            new ConfigurationError("parameters.needed", "'needed' is required by tiny@1.0.0: Must be given."),
            Assert.Single(ConfigurationResolver.Resolve(template, null, null).Errors));
    }

    [Fact]
    public void Resolve_AnyLayers_EveryLeafHasTheSourceThatSetIt() =>
        Prop.ForAll(Objects().ToArbitrary(), Objects().ToArbitrary(), (inherited, asked) =>
        {
            JsonObject inheritedLabels = (JsonObject)JsonNode.Parse(inherited)!;
            JsonObject askedLabels = (JsonObject)JsonNode.Parse(asked)!;
            ConfigurationValue labels = Resolve($$"""{ "labels": {{inherited}} }""", $$"""{ "labels": {{asked}} }""").Configuration!.Values["labels"];
            return (labels.Parts ?? new Dictionary<string, string>(StringComparer.Ordinal)).All(part => part.Value switch
            {
                "request" => JsonNode.DeepEquals(At(labels.Value, part.Key), At(askedLabels, part.Key)),
                "parent:/root" => JsonNode.DeepEquals(At(labels.Value, part.Key), At(inheritedLabels, part.Key)),
                _ => part.Value is "default",
            });
        }).QuickCheckThrowOnFailure();

    private static JsonNode? At(JsonNode? value, string path) => path.Split('.').Aggregate(value, (node, name) => (node as JsonObject)?[name]);

    private static Gen<string> Objects() =>
        from members in Gen.Elements("\"a\":1", "\"a\":{}", "\"a\":{\"b\":2}", "\"a\":{\"c\":{\"x\":1}}", "\"d\":[]", "\"d\":{\"y\":null}", "\"e\":null").ListOf()
        select $"{{{string.Join(',', members.DistinctBy(member => member[1]))}}}";

    private static ConfigurationResult Resolve(string inherited, string requested)
    {
        Dictionary<string, ConfigurationValue> values = ((JsonObject)JsonNode.Parse(inherited)!)
            .ToDictionary(member => member.Key, member => new ConfigurationValue(member.Value, "request"), StringComparer.Ordinal);
        Dictionary<string, JsonNode?> asked = ((JsonObject)JsonNode.Parse(requested)!).ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
        return ConfigurationResolver.Resolve(Template, new InheritedConfiguration(PlatformPath.Parse("/root"), new PlatformConfiguration(values)), asked);
    }
}
