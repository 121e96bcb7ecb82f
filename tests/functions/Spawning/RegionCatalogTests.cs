using Embedded.ResourceManager.Http;
using PlatformDeployer.Functions.Spawning;

namespace PlatformDeployer.Functions.Tests.Spawning;

public sealed class RegionCatalogTests
{
    [Fact]
    public void Default_EveryRegion_IsOneOfTheLocalCloud() =>
        Assert.All(RegionCatalog.Default, region => Assert.True(AzureRegions.Contains(region), region));
}
