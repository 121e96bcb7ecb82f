using System.Xml.Linq;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>The listings are of the versions that the Azure build references.</summary>
public sealed class PackageVersionTests
{
    private static readonly Dictionary<string, string> Versions = XDocument.Load(RepositoryRoot.Combine("Directory.Packages.props"))
        .Descendants("PackageVersion").ToDictionary(e => e.Attribute("Include")!.Value, e => e.Attribute("Version")!.Value, StringComparer.Ordinal);

    public static TheoryData<string> ReferencedPackages => [.. ApiListing.All.Select(l => l.Package).Where(Versions.ContainsKey)];

    [Theory]
    [MemberData(nameof(ReferencedPackages))]
    public void PackageVersion_WithListing_IsTheListings(string package)
    {
        ApiListing listing = ApiListing.All.Single(l => l.Package == package);
        string version = Versions[package];
        if (listing.IsApproximate) Assert.StartsWith(listing.Version + ".", version, StringComparison.Ordinal);
        else Assert.Equal(listing.Version, version);
    }

    [Fact]
    public void ReferencedPackages_AreSome() => Assert.NotEmpty(ReferencedPackages);
}
