using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>What app code sees of the embedded runtime, it sees of the official packages too.</summary>
public sealed class OfficialApiTests
{
    public static TheoryData<string> StandIns => [.. StandIn.All.Select(s => s.Project.Folder)];

    public static TheoryData<string> InternalProjects => [.. House.Embedded.Select(p => p.Folder).Except(StandIn.All.Select(s => s.Project.Folder))];

    [Theory]
    [MemberData(nameof(StandIns))]
    public void StandIn_EveryVisibleMember_StandsInTheOfficialListing(string folder)
    {
        StandIn standIn = StandIn.All.Single(s => s.Project.Folder == folder);
        string path = House.AssemblyPath(standIn.Project);
        Assert.NotEmpty(standIn.Listings);
        Assert.NotEmpty(ApiWriter.Write(path));
        Violations.AssertNone(ApiComparison.FindUnofficial(path, standIn.Listings), $"{standIn.Project.AssemblyName} shows what the official packages have not:");
    }

    [Theory]
    [MemberData(nameof(InternalProjects))]
    public void InternalAssembly_HasNoVisibleType(string folder)
    {
        ProjectFile project = House.Project(folder);
        // ASP.NET Core's generator makes the class of top-level statements public
        IEnumerable<string> types = ApiWriter.Write(House.AssemblyPath(project)).Where(l => l.StartsWith("T:", StringComparison.Ordinal) && l != "T:Program [class]");
        Violations.AssertNone(types, $"{project.AssemblyName} is internal, yet shows:");
    }

    [Fact]
    public void EveryListing_BelongsToAStandIn()
    {
        IEnumerable<string> orphans = ApiListing.All.Except(StandIn.All.SelectMany(s => s.Listings)).Select(l => l.Package);
        Violations.AssertNone(orphans, "Nothing stands in for these packages:");
    }

    [Fact]
    public void Comparison_MemberWithAnotherDefault_NamesItAndTheNearestOfficialLine()
    {
        string[] official =
        [
            "M:A.B.Wait(string name, int seconds = 5) -> bool",
            "M:A.B.Wait(System.TimeSpan time) -> bool",
        ];
        string found = Assert.Single(ApiComparison.FindUnofficial(["M:A.B.Wait(string name, int seconds = 6) -> bool"], official));
        Assert.Equal("M:A.B.Wait(string name, int seconds = 6) -> bool\n    nearest: " + official[0], found);
    }

    [Fact]
    public void Comparison_MemberOfAnotherName_SaysThatNothingIsNear()
    {
        string found = Assert.Single(ApiComparison.FindUnofficial(["P:A.B.Extra {get;} -> int"], ["P:A.B.Other {get;} -> int", "M:A.B.Extra() -> int"]));
        Assert.EndsWith("nothing has this name", found, StringComparison.Ordinal);
    }
}
