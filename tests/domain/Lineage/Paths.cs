using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Tests.Lineage;

/// <summary>Paths to test with.</summary>
internal static class Paths
{
    public static Arbitrary<PlatformPath> Any() =>
        Gen.Elements("root", "acme", "west", "a-b", "x99").NonEmptyListOf().Select(names => PlatformPath.Parse("/" + string.Join('/', names))).ToArbitrary();
}
