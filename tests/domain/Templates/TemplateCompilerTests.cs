using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

public sealed class TemplateCompilerTests
{
    private const string Rules = """
        - key: rules
          type: Microsoft.Network/networkSecurityGroups
          apiVersion: 2024-05-01
        """;

    [Theory]
    [InlineData("${platform.generation}", "1")]
    [InlineData("${platform.id}/${platform.name}/${platform.path}", "\"p-0001/acme//root/acme\"")]
    [InlineData("${platform.parentId} ${platform.template} ${platform.region}", "\"p-0000 tiny@1.0.0 westeurope\"")]
    [InlineData("${deployment.tenantId}", "\"11111111-1111-1111-1111-111111111111\"")]
    [InlineData("$${platform.id}", "\"$${platform.id}\"")]
    [InlineData("2024-05-01", "\"2024-05-01\"")]
    [InlineData("1.0.0", "\"1.0.0\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("1.50", "1.50")]
    [InlineData("~", null)]
    [InlineData("[a, true, 1]", "[\"a\",true,1]")]
    public void Compile_Value_IsWhatItLooksLike(string yaml, string? json)
    {
        ResourceGraph graph = Compile(Rules + $"\n  properties:\n    v: {yaml}");

        Assert.Equal(json, graph.Node("rules").Body["properties"]!["v"]?.ToJsonString());
    }

    [Fact]
    public void Compile_ParameterThatLooksLikeAnExpression_StaysText()
    {
        string text = Sample.WithResource(Rules + "\n  properties: { v: \"${parameters.free}\", w: \"<${parameters.free}>\", x: \"${parameters.deep.inner}\" }")
            .Replace("tiers:", "parameters:\n  free: { type: string, description: d }\n  deep: { type: object, description: d }\ntiers:", StringComparison.Ordinal);
        PlatformTemplate template = Sample.Load(text);
        Dictionary<string, JsonNode?> parameters = new(StringComparer.Ordinal) { ["free"] = "${outputs.site.id}", ["deep"] = new JsonObject { ["inner"] = "${platform.id}" } };

        ResourceNode node = TemplateCompiler.Compile(template, Sample.Inputs(template, parameters)).Node("rules");
        JsonObject body = ResourceOutputs.Resolve(node, new Dictionary<string, JsonNode?>(StringComparer.Ordinal));

        Assert.Equal("""{"v":"${outputs.site.id}","w":"<${outputs.site.id}>","x":"${platform.id}"}""", body["properties"]!.ToJsonString(Plain));
        Assert.Empty(node.DependsOn);
    }

    [Fact]
    public void Compile_References_BecomeDependencies()
    {
        ResourceGraph graph = Compile("""
            - key: vault
              type: Microsoft.KeyVault/vaults
              apiVersion: 2023-07-01
            - key: id
              type: Microsoft.ManagedIdentity/userAssignedIdentities
              apiVersion: 2023-01-31
            - key: grant
              type: Microsoft.Authorization/roleAssignments
              apiVersion: 2022-04-01
              scope: vault
              properties: { principalId: "${outputs.id.properties.principalId}", roleDefinitionId: reader }
            - key: rules
              type: Microsoft.Network/networkSecurityGroups
              apiVersion: 2024-05-01
              dependsOn: [grant]
              properties: { "${ids.vault}": "${names.id}" }
            """);

        Assert.Equal(["id", "vault"], graph.Node("grant").BoundTo);
        Assert.Equal(["grant", "id", "vault"], graph.Node("rules").DependsOn);
        Assert.Empty(graph.Node("rules").BoundTo);
        Assert.Equal(ResourceNames.RoleAssignment(graph.IdOf("vault"), "${outputs.id.properties.principalId}", "reader").ToString(), graph.Node("grant").Name);
        Assert.Equal(["site"], graph.Node("package").BoundTo);
        Assert.Equal(graph.IdOf("vault"), ((JsonObject)graph.Node("rules").Body["properties"]!).Single().Key);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("${parameters.wanted}", true)]
    [InlineData("${!parameters.wanted}", false)]
    public void Compile_Condition_DecidesWhetherTheResourceIsThere(string condition, bool isThere) =>
        Assert.Equal(isThere, Compile(Rules + $"\n  condition: {condition}").Nodes.Any(node => node.Key is "rules"));

    [Theory]
    [InlineData("condition: ${platform.id}", 21, 14, "The condition is neither true nor false.")]
    [InlineData("condition: ${!platform.id}", 21, 14, "'!' can stand only before true or false, and ${platform.id} is neither.")]
    [InlineData("name: a/b", 21, 9, "A resource of type Microsoft.Network/networkSecurityGroups needs a name of 1 part(s), not 'a/b'.")]
    [InlineData("name: a/b/c/d", 21, 9, "A resource of type Microsoft.Network/networkSecurityGroups needs a name of 1 part(s), not 'a/b/c/d'.")]
    [InlineData("properties: { v: \"-${parameters.list}\" }", 21, 22, "${parameters.list} is a list or an object and cannot be part of a text.")]
    [InlineData("properties: { v: \"${parameters.list.x}\" }", 21, 21, "${parameters.list.x} has no value.")]
    [InlineData("properties: { v: [\"${platform.settings}\", { name: Platform__Charter }] }", 21, 45, "The setting 'Platform__Charter' is there twice.")]
    [InlineData("properties: { v: [\"${platform.settings}\", 7] }", 21, 45, "Beside ${platform.settings} every item needs a name.")]
    [InlineData("properties: { v: \"${parameters.dollar}${outputs.site.id}\" }", 21, 41, "A '$' cannot stand directly before an output: together they would be an escape.")]
    [InlineData("stage: provision\n  dependsOn: [site]", 18, 8, "'rules' says it is provisioned, but it depends on 'site', which is deployed later.")]
    public void Compile_WhatDoesNotFit_IsReportedWhereItStands(string member, int line, int column, string message)
    {
        TemplateException thrown = Assert.Throws<TemplateException>(() => Compile(Rules + "\n  " + member));

        Assert.Contains(message, thrown.Errors.Select(error => error.Message), StringComparer.Ordinal);
        TemplateError error = thrown.Errors.First(error => string.Equals(error.Message, message, StringComparison.Ordinal));
        Assert.Equal((line + ParameterLines, column + 6), (error.Line, error.Column));
    }

    [Fact]
    public void Compile_ReferenceToWhatAConditionLeavesOut_IsReported()
    {
        string[] uses = ["properties: { v: \"${ids.gone}\" }", "properties: { v: \"${outputs.gone.id}\" }", "scope: gone"];
        foreach (string use in uses)
        {
            TemplateException thrown = Assert.Throws<TemplateException>(() => Compile(Rules.Replace("rules", "gone", StringComparison.Ordinal) + "\n  condition: false\n" + Rules + "\n  " + use));
            Assert.Contains("gone", Assert.Single(thrown.Errors).Message, StringComparison.Ordinal);
        }

        Assert.Empty(Compile(Rules.Replace("rules", "gone", StringComparison.Ordinal) + "\n  condition: false\n" + Rules + "\n  dependsOn: [gone]").Node("rules").DependsOn);
    }

    [Fact]
    public void Compile_DependencyOfInfrastructureOnAWorkload_MovesItToTheWorkloads() =>
        Assert.Equal(ResourceStage.Deploy, Compile(Rules + "\n  dependsOn: [site]").Node("rules").Stage);

    [Fact]
    public void Compile_RegionTheTemplateDoesNotKnow_IsRefused()
    {
        PlatformTemplate template = Sample.Load(Sample.Minimal.Replace("tiers:", "regions: [eastus]\ntiers:", StringComparison.Ordinal));

        Assert.Contains("not in westeurope", Assert.Throws<TemplateException>(() => TemplateCompiler.Compile(template, Sample.Inputs(template))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_VeryDeepPlatform_CutsTheTagThatWouldBeTooLong()
    {
        PlatformTemplate template = Sample.Load(Sample.Minimal);
        string path = "/root" + string.Concat(Enumerable.Range(10, 80).Select(number => $"/generation-{number}"));

        string tag = TemplateCompiler.Compile(template, Sample.Inputs(template, path: path)).Tags["platform-path"];

        Assert.Equal(256, tag.Length);
        Assert.EndsWith("/generation-89", tag, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_WorkloadsOfDependentTiers_ComeOneAfterAnotherEvenOverTiersWithoutAny()
    {
        const string More = """

              - level: -1
                name: middle
                service: nothing
                description: Infrastructure only.
                dependsOn: [-2]
                healthCheck: { kind: resource, resource: deep }
              - level: -2
                name: deep
                service: worker
                description: A workload.
                healthCheck: { kind: resource, resource: deep }
                resources:
                  - key: deep
                    type: Microsoft.App/containerApps
                    apiVersion: 2024-03-01
            """;
        PlatformTemplate template = Sample.Load(Sample.Minimal.Replace("level: 0", "level: 0\n    dependsOn: [-1]", StringComparison.Ordinal) + More.ReplaceLineEndings("\n"));

        ResourceGraph graph = TemplateCompiler.Compile(template, Sample.Inputs(template));

        Assert.Equal(["deep"], graph.Node("site").DependsOn);
        Assert.Equal(["deep", "site", "package"], graph.Nodes.Select(node => node.Key));
        Assert.Equal([-2, -1, 0], graph.Tiers.Select(tier => tier.Level));
    }

    private const int ParameterLines = 5;

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ResourceGraph Compile(string resource)
    {
        const string Parameters = """
            parameters:
              wanted: { type: boolean, description: d, default: true }
              list: { type: array, description: d, default: [] }
              dollar: { type: string, description: d, default: $ }
              spare: { type: object, description: d, default: {} }
            tiers:
            """;
        PlatformTemplate template = Sample.Load(Sample.WithResource(resource).Replace("tiers:", Parameters.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        return TemplateCompiler.Compile(template, Sample.Inputs(template));
    }
}
