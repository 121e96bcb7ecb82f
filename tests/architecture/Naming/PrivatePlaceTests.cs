using System.Text.RegularExpressions;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Naming;

/// <summary>Nothing in the tree names the machine that it was made on, or where that machine gets its packages from.</summary>
public sealed partial class PrivatePlaceTests
{
    [Fact]
    public void TextFiles_NameNoMachine()
    {
        IEnumerable<string> places =
            from file in SourceTree.Text
            where file.Name != nameof(PrivatePlaceTests) + ".cs"
            from line in file.ReadLines().Select((text, i) => (Text: text, Number: i + 1))
            where IsPrivate(line.Text)
            select $"{file}:{line.Number}: {line.Text.Trim()}";
        Violations.AssertNone(places, "These lines name a machine's own places:");
    }

    [Theory]
    [InlineData("see /work/main/README.md", true)]
    [InlineData("path=\"/root/.nuget\"", true)]
    [InlineData("cd /home/jane/src", true)]
    [InlineData("C:\\Users\\jane\\src", true)]
    [InlineData("file:///Users/jane/src", true)]
    [InlineData("<add value=\"https://api.nuget.org/v3/index.json\" />", true)]
    [InlineData("\"resolved\": \"https://registry.npmjs.org/x.tgz\"", true)]
    [InlineData("https://packages.example.jfrog.io/artifactory/api", true)]
    [InlineData("/root/acme/west", false)]
    [InlineData("/root/../acme", false)]
    [InlineData("GET /platforms/root/tree", false)]
    [InlineData("spiffe://platforms/root/acme", false)]
    [InlineData("/home/site/wwwroot", false)]
    [InlineData("/homework/", false)]
    [InlineData("../work/item", false)]
    [InlineData("registry.Registry.MergeAsync(platform)", false)]
    [InlineData("https://www.nuget.org/packages/Polly.Core", false)]
    public void IsPrivate_Line_IsJudged(string line, bool expected) => Assert.Equal(expected, IsPrivate(line));

    private static bool IsPrivate(string line) => MachinePath().IsMatch(line) || RegistryHost().IsMatch(line);

    // A path is absolute when nothing of a path stands before it. /root/acme is a platform's path, and /home/site every App Service's home.
    [GeneratedRegex(@"((?<![\w.}\)\]/-])|file://)/(work/|root/\.\w|home/(?!site/|LogFiles/)\w|Users/\w)|[A-Za-z]:\\+Users\\", RegexOptions.ExplicitCapture)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"//([\w.-]+@)?(api\.nuget\.org|registry\.[\w.-]+|[\w.-]+\.jfrog\.io|pkgs\.dev\.azure\.com|pypi\.org|proxy\.golang\.org|artifactory[\w.-]*|nexus\.[\w.-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex RegistryHost();
}
