using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Tests.Resources;

public sealed class ResourceNamesTests
{
    public static TheoryData<string> Types => [.. ResourceTypes.Known, "Microsoft.Unheard/things"];

    [Theory]
    [MemberData(nameof(Types))]
    public void Create_AnyPlatformAndKey_KeepsTheRuleOfTheType(string type)
    {
        NameRule rule = ResourceTypes.TraitsOf(type).Name;
        Prop.ForAll(Texts(), Texts(), Texts(), (id, name, key) => IsWithin(rule, ResourceNames.Create(type, id, name, key))).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void ResourceGroup_AnyPlatform_KeepsTheRule() =>
        Prop.ForAll(Texts(), Texts(), (id, name) => IsWithin(new NameRule(1, 90), ResourceNames.ResourceGroup(id, name))).QuickCheckThrowOnFailure();

    [Fact]
    public void Create_DifferentPlatformsOrKeys_GivesDifferentNames()
    {
        IEnumerable<string> names =
            from type in ResourceTypes.Known
            from platform in Enumerable.Range(0, 100)
            from key in new[] { "storage", "storage2", "a-very-long-key-that-does-not-fit-anywhere-at-all" }
            select ResourceNames.Create(type, $"p-{platform}", "acme", key);

        Assert.Distinct(names, StringComparer.Ordinal);
    }

    [Fact]
    public void Create_SamePlatformAndKey_GivesTheSameName()
    {
        Assert.Equal(
            ResourceNames.Create("Microsoft.Storage/storageAccounts", "p-1", "acme", "storage"),
            ResourceNames.Create("microsoft.storage/STORAGEACCOUNTS", "p-1", "acme", "storage"));
        Assert.StartsWith("acme-site-", ResourceNames.Create("Microsoft.Web/sites", "p-1", "acme", "site"), StringComparison.Ordinal);
    }

    [Fact]
    public void RoleAssignment_SameGrant_IsTheSameVersionEightGuid()
    {
        Guid name = ResourceNames.RoleAssignment("/subscriptions/s/resourceGroups/g", "identity", "role");

        Assert.Equal(name, ResourceNames.RoleAssignment("/SUBSCRIPTIONS/s/resourceGroups/g", "identity", "role"));
        Assert.NotEqual(name, ResourceNames.RoleAssignment("/subscriptions/s/resourceGroups/g", "identity", "other"));
        Assert.NotEqual(name, ResourceNames.RoleAssignment("/subscriptions/s/resourceGroups/h", "identity", "role"));
        Assert.NotEqual(name, ResourceNames.RoleAssignment("/subscriptions/s/resourceGroups/g", "identity2", "role"));
        Assert.Equal(8, name.Version);
        Assert.InRange(name.Variant, 8, 11);
    }

    private static bool IsWithin(NameRule rule, string name) =>
        name.Length >= rule.LengthMin
        && name.Length <= rule.LengthMax
        && char.IsAsciiLetterLower(name[0])
        && char.IsAsciiLetterOrDigit(name[1])
        && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("--", StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || (rule.HasHyphens && letter == '-'));

    private static Arbitrary<string> Texts() =>
        Gen.OneOf(ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""), Gen.Elements("a-b", "a--b", "x", "cache/redis", new string('a', 300))).ToArbitrary();
}
