using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Routing;

namespace PlatformDeployer.Functions.Tests.Docs;

/// <summary>What the pages say of the API is so: every route and every problem code stands there, examples parse, links lead somewhere.</summary>
public sealed class DocsTests
{
    private static readonly DocPages Pages = DocPages.Load();

    [Fact]
    public void Routes_All_StandInTheApiPage()
    {
        string[] routes =
        [
            .. from type in typeof(RouteTable).Assembly.GetExportedTypes()
               from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
               from parameter in method.GetParameters()
               let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
               where trigger is { Route: not null and not RouteTable.CatchAll }
               from verb in trigger.Methods ?? []
               where !verb.Equals("head", StringComparison.OrdinalIgnoreCase)
               select $"`{verb.ToUpperInvariant()} /{trigger.Route}`",
        ];
        Assert.NotEmpty(routes);
        Assert.Equal([], routes.Where(route => !Pages.Api.Contains(route, StringComparison.Ordinal)));
    }

    [Fact]
    public void ApiPage_Routes_AreAllThere()
    {
        MatchCollection documented = Regex.Matches(
            Pages.Api, @"^\| `(?<verb>[A-Z]+) /(?<route>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.NotEmpty(documented);
        Assert.Equal([], documented
            .Where(row => !RouteTable.Instance.MethodsOf(row.Groups["route"].Value.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal))
                .Contains(row.Groups["verb"].Value, StringComparer.Ordinal))
            .Select(row => row.Value));
    }

    [Fact]
    public void ProblemCodes_All_HaveAnExampleInTheApiPage()
    {
        string[] codes = [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
        string[] shown = [.. Pages.JsonBlocks(Pages.Api).Select(CodeOf).OfType<string>()];
        Assert.Equal(codes.Order(StringComparer.Ordinal), shown.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_All_StandInTheSettingsPage()
    {
        string[] keys = [.. Pages.SettingsInSource()];
        Assert.NotEmpty(keys);
        Assert.Equal([], keys.Where(key => !Regex.IsMatch(Pages.Settings, Regex.Escape(key) + "[`:]", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void Json_InEveryPage_Parses()
    {
        Assert.NotEmpty(Pages.JsonBlocks(Pages.Api));
        Assert.Equal([], Pages.All.SelectMany(page => Pages.JsonBlocks(page.Value).Select(block => (page.Key, Fault: FaultOf(block)))).Where(found => found.Fault is not null));
    }

    [Fact]
    public void Links_InEveryPage_LeadSomewhere()
    {
        Assert.Contains(Pages.All.Keys, page => page == "README.md");
        Assert.Equal([], Pages.BrokenLinks());
    }

    private static string? CodeOf(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;
    }

    private static string? FaultOf(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }
}
