using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

public sealed class TemplateErrorsTests
{
    public static TheoryData<string, string, int, int, string> Mistakes => new()
    {
        // what is replaced in the minimal template, by what, line, column, message
        { "name: tiny", "nmae: tiny", 1, 1, "'nmae' is not known in a template. Did you mean 'name'?" },
        { "name: tiny", "title: tiny", 1, 1, "'name' is missing in a template." },
        { "name: tiny", "name: Tiny!", 1, 7, "A template's name must match ^[a-z][a-z0-9-]{1,38}[a-z0-9]$; 'Tiny!' does not." },
        { "name: tiny", "name: [tiny]", 1, 7, "'name' must be text, not a list." },
        { "version: 1.0.0", "version: 1.0", 2, 10, "'version' must be a semantic version such as 1.2.0." },
        { "version: 1.0.0", "version: 01.0.0", 2, 10, "'version' must be a semantic version such as 1.2.0." },
        { "version: 1.0.0", "version: 1.0.0\nversion: 1.0.1", 3, 1, "The key 'version' is there twice." },
        { "version: 1.0.0", "version: 1.0.0\nextends: basic", 3, 10, "'extends' must name a template and its version, as basic@1.0.0; 'basic' does not." },
        { "version: 1.0.0", "version: 1.0.0\nextends: basic@1.0.0", 3, 10, "There is no template basic@1.0.0 to extend." },
        { "version: 1.0.0", "version: 1.0.0\nextends: tiny@1.0.0", 3, 10, "tiny@1.0.0 extends tiny@1.0.0: a circle, or more than 8 templates." },
        { "version: 1.0.0", "version: 1.0.0\nregions: [West Europe]", 3, 11, "A region is written in lower-case letters and digits, as westeurope; 'West Europe' is not." },
        { "version: 1.0.0", "version: 1.0.0\nconfiguration: { size: 1 }", 3, 18, "There is no parameter 'size' to set." },
        { "level: 0", "level: 1", 5, 12, "'level' must be a whole number from -10 to 0." },
        { "level: 0", "level: -11", 5, 12, "'level' must be a whole number from -10 to 0." },
        { "level: 0", "level: -1", 1, 1, "A template needs a tier of level 0: the one that runs the program." },
        { "level: 0", "level: 0\n    dependsOn: [-1]", 6, 17, "There is no tier of level -1 in this template." },
        { "level: 0", "level: 0\n    dependsOn: [0]", 6, 17, "Tier 0 can depend only on deeper tiers, and 0 is not deeper." },
        { "service: control-plane", "dependsOn: []", 5, 5, "'service' is missing in tier 0." },
        { "kind: http, path: /api/health/ready", "kind: ping", 9, 26, "'kind' must be one of http, resource, not 'ping'." },
        { "kind: http, path: /api/health/ready", "kind: http", 9, 18, "'path' is missing in a health check." },
        { "kind: http, path: /api/health/ready", "kind: http, path: ready", 9, 38, "'path' is a path from '/', as /api/health/ready; 'ready' is not." },
        { "kind: http, path: /api/health/ready", "kind: resource, resource: stie", 9, 18, "The health check asks for a resource 'stie' that is not in this template. Did you mean 'site'?" },
        { "Microsoft.Web/sites\n", "microsoft-web\n", 12, 15, "'type' must read like Microsoft.Storage/storageAccounts; 'microsoft-web' does not." },
        { "apiVersion: 2024-04-01\n", "apiVersion: latest\n", 13, 21, "'apiVersion' must read like 2023-01-01; 'latest' does not." },
        { "key: package", "key: site", 14, 14, "There are two resources with the key 'site'." },
        { "key: package", "key: package\n        dependsOn: [sit]", 15, 21, "There is no resource 'sit' in this template. Did you mean 'site'?" },
        { "key: package", "key: package\n        dependsOn: [package]", 15, 21, "'package' cannot depend on itself." },
        { "key: site", "key: site\n        dependsOn: [package]", 12, 21, "These resources depend on one another in a circle: site → package → site." },
        { "key: site", "key: site\n        role: package", 1, 1, "A template needs one resource that is the site that runs the program (role: site); this one has none." },
        { "${names.site}/onedeploy", "${names.sit}/onedeploy", 17, 15, "There is no resource 'sit' in this template. Did you mean 'site'?" },
        { "${names.site}/onedeploy", "a-${name.site}/onedeploy", 17, 17, "${name.site} starts with 'name'; expressions start with platform, program, deployment, parameters, names, ids, outputs. Did you mean 'names'?" },
        { "${names.site}/onedeploy", "\"${names.site\"", 17, 16, "This expression has no closing '}'." },
        { "${names.site}/onedeploy", "${names..site}", 17, 15, "'${names..site}' is not an expression: it must read like ${platform.id} or ${outputs.key.properties.value}." },
        { "${names.site}/onedeploy", "${platform.nmae}/a", 17, 15, "${platform.nmae} is not known; 'platform' has id, name, path, region, parentId, generation, template, resourceGroup, settings. Did you mean 'name'?" },
        { "${names.site}/onedeploy", "${parameters.size}/a", 17, 15, "There is no parameter 'size' in this template." },
        { "${names.site}/onedeploy", "${outputs.site.id}/a", 17, 15, "${outputs.site.id} is known only after 'site' was made; names and keys are needed before." },
        { "${names.site}/onedeploy", "${!names.site}/a", 17, 15, "'!' in ${!names.site} has a meaning only in a condition." },
        { "${names.site}/onedeploy", "${platform.settings}/a", 17, 15, "${platform.settings} stands for a list of names and values, and only as an item of a list of its own." },
        { "        name: ${names.site}/onedeploy", "        kind: x", 14, 14, "'package' is a child resource and needs a name, as ${names.parent}/its-own." },
        { "        name: ${names.site}/onedeploy", "        name: &a [*a]", 17, 19, "There is no anchor 'a' before this alias, or the alias stands inside it." },
        { "        name: ${names.site}/onedeploy", "        name: !!str x", 17, 15, "Tags such as 'tag:yaml.org,2002:str' are not used in templates." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Load_Mistake_IsReportedWhereItStands(string good, string bad, int line, int column, string message)
    {
        string text = Sample.Minimal.ReplaceLineEndings("\n");
        Assert.Contains(good, text, StringComparison.Ordinal);
        int at = text.IndexOf(good, StringComparison.Ordinal);

        TemplateException thrown = Assert.Throws<TemplateException>(() => Sample.Load(text[..at] + bad + text[(at + good.Length)..]));

        Assert.Contains(new TemplateError("test.yaml", line, column, message), thrown.Errors);
    }

    public static TheoryData<string, string> Parameters => new()
    {
        { "{ type: strin, description: d }", "'type' must be one of string, integer, number, boolean, array, object, not 'strin'. Did you mean 'string'?" },
        { "{ description: d }", "'type' is missing in parameter 'size'." },
        { "{ type: integer }", "'description' is missing in parameter 'size'." },
        { "{ type: integer, description: d, default: big }", "'size' must be a whole number, not text." },
        { "{ type: integer, description: d, default: 1.5 }", "'size' must be a whole number, not a number of that kind." },
        { "{ type: integer, description: d, default: 9, maximum: 8 }", "'size' must be at most 8, not 9." },
        { "{ type: integer, description: d, minimum: 9, maximum: 8 }", "No value of parameter 'size' can be allowed: a minimum is above its maximum." },
        { "{ type: string, description: d, allowed: [a, b], default: c }", "'size' must be one of \"a\", \"b\"." },
        { "{ type: string, description: d, allowed: [a, 1] }", "'size' must be text, not a number of that kind." },
        { "{ type: string, description: d, pattern: '[' }", "'pattern' is not a regular expression" },
        { "{ type: string, description: d, pattern: '(a)\\1' }", "'pattern' is not a regular expression" },
        { "{ type: string, description: d, pattern: ^a, default: b }", "'size' must match ^a." },
        { "{ type: array, description: d, maxLength: 1, default: [1, 2] }", "The length of 'size' must be at most 1, not 2." },
        { "{ type: string, description: d, default: '${platform.id}' }", "Expressions have no meaning here: only resources can use them." },
        { "{ type: string, description: d, inherit: maybe }", "'inherit' must be true or false, not text." },
        { "{ type: string, description: d, defualt: x }", "'defualt' is not known in parameter 'size'. Did you mean 'default'?" },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Load_SenselessParameter_IsReportedOnItsLine(string declaration, string message)
    {
        string text = Sample.Minimal.Replace("tiers:", $"parameters:\n  size: {declaration}\ntiers:", StringComparison.Ordinal);

        TemplateException thrown = Assert.Throws<TemplateException>(() => Sample.Load(text));

        TemplateError error = Assert.Single(thrown.Errors);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(5, error.Line);
    }

    [Fact]
    public void Load_ManyMistakesInManyFiles_ReportsAllSorted()
    {
        TemplateException thrown = Assert.Throws<TemplateException>(() => TemplateLibrary.Load(
        [
            ("b.yaml", Sample.Minimal.Replace("level: 0", "level: 7", StringComparison.Ordinal).Replace("version: 1.0.0", "version: x", StringComparison.Ordinal)),
            ("a.yaml", "name: aaa\nversion: 1.0.0\nunknown: 1\n"),
            ("c.yaml", ": : :"),
        ]));

        Assert.Equal(thrown.Errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).ThenBy(error => error.Column), thrown.Errors);
        Assert.Equal(["a.yaml", "b.yaml", "c.yaml"], thrown.Errors.Select(error => error.File).Distinct(StringComparer.Ordinal));
        Assert.Equal([2, 5], thrown.Errors.Where(error => error.File is "b.yaml").Select(error => error.Line));
        Assert.Contains("a.yaml(3,1): 'unknown' is not known in a template.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SameVersionTwice_IsAnErrorInTheSecond()
    {
        TemplateException thrown = Assert.Throws<TemplateException>(() => TemplateLibrary.Load([("a.yaml", Sample.Minimal), ("b.yaml", Sample.Minimal)]));

        Assert.Equal(new TemplateError("b.yaml", 1, 1, "tiny@1.0.0 is also in a.yaml."), Assert.Single(thrown.Errors));
    }
}
