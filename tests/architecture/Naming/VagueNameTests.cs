using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PlatformDeployer.Architecture.Tests.OfficialApi;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Naming;

/// <summary>No file, folder or type has a name that says nothing.</summary>
public sealed class VagueNameTests
{
    private static readonly HashSet<string> OfficialTypes = StandIn.All.SelectMany(s => s.OfficialTypes).ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void FilesAndFolders_SayWhatTheyHold()
    {
        // a file that declares an official type has its name
        HashSet<string> official = OfficialTypes.Select(t => t[(t.LastIndexOf('.') + 1)..]).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> vague = SourceTree.Files
            .Where(f => f.RelativePath.Split('/').Select(part => part.Split('.')[0]).Any(name => VagueNames.IsVague(name) && !official.Contains(name)))
            .Select(f => f.RelativePath);
        Violations.AssertNone(vague, "These names say nothing:");
    }

    [Fact]
    public void Types_SayWhatTheyDo()
    {
        IEnumerable<string> vague = House.App.Concat(House.Embedded).SelectMany(Types)
            .Where(t => VagueNames.IsVague(t.Split('.', '+')[^1]) && !OfficialTypes.Contains(TypeNames.Spell(t)));
        Violations.AssertNone(vague, "These names say nothing:");
    }

    [Theory]
    [InlineData("Helpers", true)]
    [InlineData("StringUtils", true)]
    [InlineData("utils", true)]
    [InlineData("test-helper", true)]
    [InlineData("RepositoryBase", true)]
    [InlineData("ListHelper`1", true)]
    [InlineData("ResourceManager", false)]
    [InlineData("LocalResourceManager", false)]
    [InlineData("Baseline", false)]
    [InlineData("CommonName", false)]
    [InlineData("Database", false)]
    public void IsVague_Name_IsJudged(string name, bool expected) => Assert.Equal(expected, VagueNames.IsVague(name));

    private static List<string> Types(ProjectFile project)
    {
        using FileStream file = File.OpenRead(House.AssemblyPath(project));
        using var image = new PEReader(file);
        MetadataReader reader = image.GetMetadataReader();
        return [.. reader.TypeDefinitions.Select(h => TypeNames.Metadata(reader, h)).Where(t => !t.Contains('<', StringComparison.Ordinal))];
    }
}
