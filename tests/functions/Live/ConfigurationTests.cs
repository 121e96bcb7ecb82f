using System.Text.Json;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A child lives by its parent's configuration, its template's and its request's, and each value tells where it came from.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Spawn_TwoGenerations_InheritsWithProvenance()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView parent = await machine.Root.SpawnToActiveAsync(Request("parent", ("logRetentionDays", 90), ("storageSku", "Standard_ZRS")));
        PlatformView child = await machine.At(parent).SpawnToActiveAsync(Request("child", ("logRetentionDays", 60)));
        PlatformView grandchild = await machine.At(child).SpawnToActiveAsync(Request("grandchild"));

        AssertValue(parent, "logRetentionDays", "90", "request");
        AssertValue(parent, "storageSku", "Standard_ZRS", "request");
        AssertValue(parent, "instanceMemoryMB", "2048", "default");
        AssertValue(child, "logRetentionDays", "60", "request");
        AssertValue(child, "storageSku", "Standard_ZRS", "parent:/root/parent");
        AssertValue(grandchild, "logRetentionDays", "60", "parent:/root/parent/child");
        AssertValue(grandchild, "storageSku", "Standard_ZRS", "parent:/root/parent/child");
        AssertValue(grandchild, "instanceMemoryMB", "2048", "parent:/root/parent/child");

        // what the record says is what stands
        Assert.Equal(60, machine.Machine.ResourceManager.Find(LiveMachine.ResourceOf(grandchild, "logs"))!.Property("retentionInDays")!.Value.GetInt32());
        Assert.Equal("Standard_ZRS", machine.Machine.ResourceManager.Find(LiveMachine.ResourceOf(grandchild, "storage"))!.Body.GetProperty("sku").GetProperty("name").GetString());

        // and the root is told the same
        PlatformView seen = await Until.ValueAsync(
            async () => (await machine.Root.PlatformsAsync()).SingleOrDefault(known => known.Id == grandchild.Id), known => known is not null, PlatformClient.Limit, "the grandchild at the root")
            ?? throw new InvalidOperationException("It was seen and is gone.");
        AssertValue(await machine.Root.PlatformAsync(seen.Id), "storageSku", "Standard_ZRS", "parent:/root/parent/child");
    }

    private static SpawnPlatformRequest Request(string name, params (string Key, object Value)[] parameters) => new()
    {
        Name = name,
        Template = "basic",
        Parameters = parameters.ToDictionary(parameter => parameter.Key, parameter => JsonSerializer.SerializeToElement(parameter.Value), StringComparer.Ordinal),
    };

    private static void AssertValue(PlatformView platform, string key, string value, string source)
    {
        ConfigurationValueView actual = platform.Configuration[key];
        Assert.Equal((value, source), (actual.Value.ToString(), actual.Source));
    }
}
