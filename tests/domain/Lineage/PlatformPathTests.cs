using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Tests.Lineage;

public sealed class PlatformPathTests
{
    [Theory]
    [InlineData("/root", 0)]
    [InlineData("/root/acme/west", 2)]
    public void Parse_Path_KnowsItsGenerationNameAndParent(string text, int generation)
    {
        PlatformPath path = PlatformPath.Parse(text);

        Assert.Equal(generation, path.Generation);
        Assert.Equal(text.Split('/')[^1], path.Name.Value);
        Assert.Equal(generation == 0, path.IsRoot);
        Assert.Equal(generation == 0 ? null : PlatformPath.Parse(text[..text.LastIndexOf('/')]), path.Parent);
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("root")]
    [InlineData("/root/")]
    [InlineData("//root")]
    [InlineData("/Root")]
    [InlineData("/root/a")]
    [InlineData("/root\n")]
    [InlineData("/root/../acme")]
    public void TryParse_NotAPath_Refuses(string text) => Assert.False(PlatformPath.TryParse(text, out _));

    [Fact]
    public void TryParse_TooManyNames_Refuses()
    {
        string longest = string.Concat(Enumerable.Repeat("/abc", PlatformPath.SegmentsMax));

        Assert.True(PlatformPath.TryParse(longest, out PlatformPath? path));
        Assert.False(PlatformPath.TryParse(longest + "/abc", out _));
        Assert.Throws<InvalidOperationException>(() => path.Child(PlatformName.Parse("abc")));
    }

    [Theory]
    [InlineData("/root", "/root/acme", true)]
    [InlineData("/root", "/root/acme/west", true)]
    [InlineData("/root/acme", "/root/acme", false)]
    [InlineData("/root/acme", "/root", false)]
    [InlineData("/root/acme", "/root/acme2", false)]
    public void IsAncestorOf_Pair_ComparesWholeNames(string above, string below, bool expected) =>
        Assert.Equal(expected, PlatformPath.Parse(above).IsAncestorOf(PlatformPath.Parse(below)));

    [Fact]
    public void Ancestors_AnyPath_AreTheParentsRootFirst() =>
        Prop.ForAll(Paths.Any(), path =>
        {
            List<PlatformPath> parents = [];
            for (PlatformPath? parent = path.Parent; parent is not null; parent = parent.Parent)
            {
                parents.Insert(0, parent);
            }

            return parents.SequenceEqual(path.Ancestors())
                && parents.All(parent => parent.IsAncestorOf(path) && !path.IsAncestorOf(parent))
                && path.Segments.Count == path.Generation + 1
                && JsonSerializer.Deserialize<PlatformPath>(JsonSerializer.Serialize(path)) == path
                && (path.Parent is null || path.Parent.Child(path.Name) == path);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Deserialize_NotAPath_IsAJsonError() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PlatformPath>("\"acme\""));
}
