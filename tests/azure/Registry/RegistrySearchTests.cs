using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Tests.Registry;

public sealed class RegistrySearchTests
{
    [Fact]
    public async Task Query_EveryFilter_FindsWhatMatches()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        await MergeAsync(root, Platforms.Child("paa", "/root/acme", state: PlatformState.Active) with { Template = "basic@1.0.0", Region = "WestEurope" });
        await MergeAsync(root, Platforms.Child("pbb", "/root/acme/west", PlatformId.Parse("paa"), PlatformState.Failed) with { Template = "basic@2.0.0", Labels = Labels("team", "a'b") });
        await MergeAsync(root, Platforms.Child("pcc", "/root/other", state: PlatformState.Active) with { Template = "basics@1.0.0", Labels = Labels("team", "c") });

        Assert.Equal(["paa", "pbb", "pcc"], await IdsAsync(root, new()));
        Assert.Equal(["pbb"], await IdsAsync(root, new() { Name = "west" }));
        Assert.Equal(["paa", "pcc"], await IdsAsync(root, new() { State = PlatformState.Active }));
        Assert.Equal(["paa", "pbb"], await IdsAsync(root, new() { Template = "basic" }));
        Assert.Equal(["pbb"], await IdsAsync(root, new() { Template = "basic@2.0.0" }));
        Assert.Equal(["paa", "pbb", "pcc"], await IdsAsync(root, new() { Region = "WESTEUROPE" }));
        Assert.Equal(["pbb"], await IdsAsync(root, new() { ParentId = PlatformId.Parse("paa") }));
        Assert.Equal(["pbb"], await IdsAsync(root, new() { Generation = 2 }));
        Assert.Equal(["pbb"], await IdsAsync(root, new() { Labels = Labels("team", "a'b") }));
        Assert.Equal(["paa"], await IdsAsync(root, new() { Template = "basic", State = PlatformState.Active, Generation = 1 }));
        Assert.Empty(await IdsAsync(root, new() { Name = "x' or Name ne 'x" }));
        Assert.Empty(await IdsAsync(root, new() { Template = "nope" }));
    }

    [Fact]
    public async Task Query_PageByPage_GivesEachOnceWhileRowsComeAndGo()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        for (int number = 0; number < 25; number++) await MergeAsync(root, Platforms.Child($"p{number:D3}", $"/root/n{number:D3}") with { Labels = Labels("odd", $"{number % 2}") });

        List<string> seen = [];
        PlatformQuery query = new() { Top = 4, Labels = Labels("odd", "0") };
        while (true)
        {
            RegistryPage page = await root.Registry.QueryAsync(query, CancellationToken.None);
            seen.AddRange(page.Platforms.Select(platform => platform.Id.Value));
            if (page.SkipToken is null) break;
            Assert.Equal(4, page.Platforms.Count);
            // The row that the token names goes away, and one comes before it.
            await root.Registry.ForgetAsync(page.Platforms[^1].Id, CancellationToken.None);
            query = query with { SkipToken = page.SkipToken };
        }

        Assert.Equal(Enumerable.Range(0, 25).Where(number => number % 2 == 0).Select(number => $"p{number:D3}"), seen);
    }

    [Fact]
    public async Task Query_ExactlyOnePage_HasNoNext()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        for (int number = 0; number < 4; number++) await MergeAsync(root, Platforms.Child($"p{number:D3}", $"/root/n{number:D3}"));

        RegistryPage page = await root.Registry.QueryAsync(new() { Top = 4 }, CancellationToken.None);

        Assert.Equal((4, null), (page.Platforms.Count, page.SkipToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%")]
    [InlineData("dXNhZ2U")]
    [InlineData("cGxhdGZvcm0hAA")]
    public async Task Query_TokenFromElsewhere_IsRefused(string token)
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);

        await Assert.ThrowsAsync<FormatException>(() => root.Registry.QueryAsync(new() { SkipToken = token }, CancellationToken.None));
    }

    [Fact]
    public async Task Subtree_NamesThatBeginAlike_AreNotTakenForDescendants()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        string[] paths = ["/root", "/root/acme", "/root/acme/west", "/root/acme/west/deep", "/root/acme-two", "/root/acme-two/west", "/root/acme2", "/root/aaa"];
        for (int number = 0; number < paths.Length; number++) await MergeAsync(root, Platforms.Child($"p{9 - number}x", paths[number]));

        Assert.Equal(["/root/acme", "/root/acme/west", "/root/acme/west/deep"], await PathsAsync(root, "/root/acme"));
        Assert.Equal(paths.Length, (await PathsAsync(root, "/root")).Count);
        Assert.Empty(await PathsAsync(root, "/root/none"));
    }

    [Fact]
    public async Task Subtree_PathsLongerThanAColumn_AreTold()
    {
        await using TestAccount account = TestAccount.Open();
        using var root = new TestRegistry(account);
        string deep = "/root" + string.Concat(Enumerable.Range(0, 40).Select(number => $"/a-name-that-is-exactly-forty-chars-lo{number:D2}"));
        string[] paths = [deep, deep + "/under", deep + "0", deep[..^41]];
        for (int number = 0; number < paths.Length; number++) await MergeAsync(root, Platforms.Child($"p{number}x", paths[number]));

        Assert.Equal([deep, deep + "/under"], await PathsAsync(root, deep));
    }

    private static Dictionary<string, string> Labels(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static Task<bool> MergeAsync(TestRegistry registry, PlatformRecord platform) => registry.Registry.MergeAsync(platform, CancellationToken.None);

    private static async Task<IReadOnlyList<string>> IdsAsync(TestRegistry registry, PlatformQuery query) =>
        [.. (await registry.Registry.QueryAsync(query, CancellationToken.None)).Platforms.Select(platform => platform.Id.Value)];

    private static async Task<IReadOnlyList<string>> PathsAsync(TestRegistry registry, string path) =>
        [.. (await registry.Registry.SubtreeAsync(PlatformPath.Parse(path), CancellationToken.None)).Select(platform => platform.Path.Value)];
}
