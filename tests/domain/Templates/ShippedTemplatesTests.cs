using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

public sealed class ShippedTemplatesTests
{
    [Theory]
    [InlineData("basic", 1)]
    [InlineData("soulfra", 11)]
    public void Compile_ShippedTemplate_HasItsTiersEachWithServiceResourcesAndCheck(string name, int tiers)
    {
        ResourceGraph graph = Sample.Compile(name);

        Assert.Equal(Enumerable.Range(1 - tiers, tiers), graph.Tiers.Select(tier => tier.Level));
        Assert.All(graph.Tiers, tier =>
        {
            Assert.NotEmpty(tier.Service);
            Assert.NotEmpty(tier.Description);
            Assert.NotEmpty(tier.Keys);
            Assert.True(tier.Level == graph.Tiers[0].Level || tier.DependsOn.Count > 0);
        });
        Assert.Single(graph.Nodes, node => node.Role == ResourceRole.Site);
        Assert.Single(graph.Nodes, node => node.Role == ResourceRole.Package);
        Assert.Single(graph.Nodes, node => node.Role == ResourceRole.Identity);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("soulfra")]
    public void Compile_ShippedTemplate_PutsNothingBeforeWhatItDependsOn(string name)
    {
        ResourceGraph graph = Sample.Compile(name);

        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (ResourceNode node in graph.Nodes)
        {
            Assert.All(node.DependsOn, key => Assert.Contains(key, done));
            Assert.Subset(node.DependsOn.ToHashSet(StringComparer.Ordinal), node.BoundTo.ToHashSet(StringComparer.Ordinal));
            Assert.All(ResourceOutputs.Needed(node), key => Assert.Contains(key, node.BoundTo));
            done.Add(node.Key);
        }
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("soulfra")]
    public void Compile_ShippedTemplate_OpensNothingByASharedKey(string name)
    {
        foreach (ResourceNode node in Sample.Compile(name).Nodes)
        {
            JsonObject? properties = node.Body["properties"] as JsonObject;
            switch (node.Type)
            {
                case "Microsoft.Storage/storageAccounts":
                    Assert.False(properties!["allowSharedKeyAccess"]!.GetValue<bool>());
                    break;
                case "Microsoft.Cache/redis":
                    Assert.True(properties!["disableAccessKeyAuthentication"]!.GetValue<bool>());
                    break;
                case "Microsoft.Insights/components":
                    Assert.True(properties!["DisableLocalAuth"]!.GetValue<bool>());
                    break;
                case "Microsoft.ServiceBus/namespaces" or "Microsoft.EventHub/namespaces" or "Microsoft.AppConfiguration/configurationStores"
                    or "Microsoft.SignalRService/signalR" or "Microsoft.CognitiveServices/accounts" or "Microsoft.Search/searchServices":
                    Assert.True(properties!["disableLocalAuth"]!.GetValue<bool>());
                    break;
            }

            Assert.DoesNotMatch(new Regex("listKeys|AccountKey|SharedAccessKey|password", RegexOptions.IgnoreCase), node.Body.ToJsonString());
        }
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("soulfra")]
    public void Compile_ShippedTemplate_TagsWhatCanHaveTags(string name)
    {
        ResourceGraph graph = Sample.Compile(name);

        Assert.Equal(["platform-id", "platform-parent", "platform-path", "template"], graph.Tags.Keys.Order(StringComparer.Ordinal));
        foreach (ResourceNode node in graph.Nodes)
        {
            bool isChildOrExtension = node.Location is null;
            Assert.Equal(isChildOrExtension, node.Body["tags"] is null);
            if (!isChildOrExtension)
            {
                Assert.Equal("/root/acme", node.Body["tags"]!["platform-path"]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public void Compile_TheSameInputsTwice_GivesTheSameGraph() =>
        Assert.Equal(JsonSerializer.Serialize(Sample.Compile("soulfra"), JsonSerializerOptions.Web), JsonSerializer.Serialize(Sample.Compile("soulfra"), JsonSerializerOptions.Web));

    [Fact]
    public void Compile_Graph_SurvivesJson()
    {
        string json = JsonSerializer.Serialize(Sample.Compile("soulfra"), JsonSerializerOptions.Web);

        ResourceGraph again = JsonSerializer.Deserialize<ResourceGraph>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(json, JsonSerializer.Serialize(again, JsonSerializerOptions.Web));
    }

    [Fact]
    public void Compile_Basic_SiteRunsTheProgramWithItsSettings()
    {
        ResourceGraph graph = Sample.Compile("basic");

        ResourceNode site = graph.Node("site");
        Assert.Equal(ResourceStage.Deploy, site.Stage);
        Assert.True(((JsonObject)site.Body["identity"]!["userAssignedIdentities"]!).ContainsKey(graph.IdOf("identity")));
        JsonArray settings = (JsonArray)site.Body["properties"]!["siteConfig"]!["appSettings"]!;
        Assert.Contains(settings, setting => setting!["name"]!.GetValue<string>() is "Platform__Charter");
        Assert.Contains(settings, setting => setting!["name"]!.GetValue<string>() is "AzureWebJobsStorage__tableServiceUri");
        ResourceNode package = graph.Node("package");
        Assert.Equal("https://packages.example/program.zip", package.Body["properties"]!["packageUri"]!.GetValue<string>());
        Assert.Contains("site", package.DependsOn);
        Assert.Equal($"{graph.IdOf("site")}/extensions/onedeploy", graph.IdOf("package"));
    }

    [Fact]
    public void Compile_Soulfra_WaitsForDeeperWorkloadsOnly()
    {
        ResourceGraph graph = Sample.Compile("soulfra");

        Assert.All(graph.Nodes.Where(node => node.Stage == ResourceStage.Provision), node =>
            Assert.All(node.DependsOn, key => Assert.Equal(ResourceStage.Provision, graph.Node(key).Stage)));
        Assert.Equal("basic@1.0.0", Sample.Shipped().Find(TemplateReference.Parse("soulfra"))!.Extends);
    }
}
