using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

/// <summary>The shipped templates and a small one, compiled for a platform that does not change.</summary>
internal static class Sample
{
    public const string Minimal = """
        name: tiny
        version: 1.0.0
        description: The least there can be.
        tiers:
          - level: 0
            name: platform
            service: control-plane
            description: The program.
            healthCheck: { kind: http, path: /api/health/ready }
            resources:
              - key: site
                type: Microsoft.Web/sites
                apiVersion: 2024-04-01
              - key: package
                type: Microsoft.Web/sites/extensions
                apiVersion: 2024-04-01
                name: ${names.site}/onedeploy
        """;

    public static string TemplatesFolder => Path.Combine(AppContext.BaseDirectory, "templates");

    public static TemplateLibrary Shipped() => TemplateFolder.Load(TemplatesFolder);

    public static PlatformTemplate Load(string text, string name = "test.yaml") => TemplateLibrary.Load([(name, text)]).Templates[0];

    /// <summary>The minimal template with more under its first tier's resources, indented as a resource of the list.</summary>
    public static string WithResource(string resource) =>
        Minimal + "\n" + string.Join('\n', resource.ReplaceLineEndings("\n").Split('\n').Select(line => "      " + line)) + "\n";

    public static PlatformInputs Inputs(PlatformTemplate template, IReadOnlyDictionary<string, JsonNode?>? parameters = null, string path = "/root/acme", string id = "p-0001") => new(
        id,
        "p-0000",
        PlatformPath.Parse(path),
        "westeurope",
        "11111111-1111-1111-1111-111111111111",
        "22222222-2222-2222-2222-222222222222",
        ConfigurationResolver.Resolve(template, null, parameters).Configuration!,
        "https://packages.example/program.zip",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Platform__Charter"] = "{}", ["Platform__Endpoint"] = "here" });

    public static ResourceGraph Compile(string reference)
    {
        PlatformTemplate template = Shipped().Find(TemplateReference.Parse(reference))!;
        return TemplateCompiler.Compile(template, Inputs(template));
    }
}
