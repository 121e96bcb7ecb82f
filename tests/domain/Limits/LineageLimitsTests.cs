using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Tests.Limits;

public sealed class LineageLimitsTests
{
    private static readonly PlatformPath Root = PlatformPath.Parse("/root");
    private static readonly PlatformPath Child = PlatformPath.Parse("/root/acme");

    private static readonly EffectiveLimits Some = new(
        new DepthLimit(12, Root), new CountLimit(5, Root), new CountLimit(100, Root), new SetLimit(["basic", "soulfra@1.0.0"], Root), new SetLimit(["westeurope"], Root));

    [Fact]
    public void Narrow_SilentRequest_InheritsAndSharesDescendantsOut()
    {
        EffectiveLimits effective = LineageLimits.Narrow(Some, new LineageUsage(2, 40), LimitsRequest.Inherit, Child).Effective!;

        Assert.Equal(Some with { Descendants = new CountLimit(29, Child) }, effective);
        Assert.Equal(30, LineageLimits.Consumption(effective));
    }

    [Fact]
    public void Narrow_NoLimitsAnywhere_StaysUnlimited() =>
        Assert.Equal(EffectiveLimits.Unlimited, LineageLimits.Narrow(EffectiveLimits.Unlimited, LineageUsage.None, LimitsRequest.Inherit, Child).Effective);

    [Fact]
    public void Narrow_NarrowerRequest_BelongsToTheChild()
    {
        LimitsRequest request = new(11, 5, 59, ["soulfra@1.0.0", "basic@2.0.0"], ["WestEurope"]);

        EffectiveLimits effective = LineageLimits.Narrow(Some, new LineageUsage(2, 40), request, Child).Effective!;

        Assert.Equal((new DepthLimit(11, Child), new CountLimit(5, Child), new CountLimit(59, Child)), (effective.Depth!, effective.Children!, effective.Descendants!));
        Assert.Equal(["soulfra@1.0.0", "basic@2.0.0"], effective.Templates!.Allowed);
        Assert.Equal(Child, effective.Regions!.Owner);
    }

    public static TheoryData<LimitsRequest, string, string, string> Wider => new()
    {
        { new LimitsRequest(Depth: 12), "limits.depth", "12", "The depth limit of /root is 12: below /root/acme at most 11 generation(s) may stand, and 12 were asked for." },
        { new LimitsRequest(Children: 6), "limits.children", "5", "The limit of children of /root is 5, and 6 were asked for." },
        { new LimitsRequest(Descendants: 60), "limits.descendants", "100", "The limit of descendants of /root is 100, of which 40 are given out: /root/acme may have at most 59 below it, and 60 were asked for." },
        { new LimitsRequest(Templates: ["soulfra"]), "limits.templates", "[basic, soulfra@1.0.0]", "/root allows only [basic, soulfra@1.0.0] in limits.templates, and [soulfra] is not among them." },
        { new LimitsRequest(Regions: ["westeurope", "eastus"]), "limits.regions", "[westeurope]", "/root allows only [westeurope] in limits.regions, and [eastus] is not among them." },
    };

    [Theory]
    [MemberData(nameof(Wider))]
    public void Narrow_WiderRequest_IsRefusedWithLimitOwnerAndValue(LimitsRequest request, string limit, string value, string message)
    {
        NarrowedLimits narrowed = LineageLimits.Narrow(Some, new LineageUsage(2, 40), request, Child);

        Assert.Null(narrowed.Effective);
        LimitViolation violation = Assert.Single(narrowed.Violations);
        Assert.Equal((LimitViolation.LimitWidened, limit, Root, value, message), (violation.Code, violation.Limit, violation.Owner, violation.Value, violation.Message));
    }

    [Fact]
    public void Narrow_SenselessRequest_ReportsEverything()
    {
        NarrowedLimits narrowed = LineageLimits.Narrow(Some, LineageUsage.None, new LimitsRequest(-1, -1, -1, [""], [" "]), Child);

        Assert.Equal(
            ["limits.depth", "limits.children", "limits.descendants", "limits.templates", "limits.regions"],
            narrowed.Violations.Where(violation => violation.Code is LimitViolation.LimitInvalid).Select(violation => violation.Limit));
    }

    [Fact]
    public void Admit_ThirteenthGeneration_IsRefusedWhereTheRootAllowsTwelve()
    {
        PlatformPath twelfth = Enumerable.Range(1, 12).Aggregate(Root, (path, number) => path.Child(PlatformName.Parse($"gen{number}")));
        EffectiveLimits limits = new(Depth: new DepthLimit(12, Root));

        Assert.Null(Admit(limits, LineageUsage.None, twelfth));
        LimitViolation violation = Admit(limits, LineageUsage.None, twelfth.Child(PlatformName.Parse("gen13")))!;

        Assert.Equal((LimitViolation.LimitExceeded, "limits.depth", Root, "12", "13"), (violation.Code, violation.Limit, violation.Owner, violation.Value, violation.Current));
    }

    public static TheoryData<int, int, int?, string, string, string?> Admissions => new()
    {
        // children, given out, descendants asked, template, region, the limit that refuses
        { 4, 99, null, "basic@1.0.0", "westeurope", null },
        { 4, 98, 1, "soulfra@1.0.0", "westeurope", null },
        { 5, 0, null, "basic@1.0.0", "westeurope", "limits.children" },
        { 0, 100, null, "basic@1.0.0", "westeurope", "limits.descendants" },
        { 0, 99, 1, "basic@1.0.0", "westeurope", "limits.descendants" },
        { 0, 0, int.MaxValue, "basic@1.0.0", "westeurope", "limits.descendants" },
        { 0, 0, null, "soulfra@1.0.1", "westeurope", "limits.templates" },
        { 0, 0, null, "basically@1.0.0", "westeurope", "limits.templates" },
        { 0, 0, null, "basic@1.0.0", "eastus", "limits.regions" },
    };

    [Theory]
    [MemberData(nameof(Admissions))]
    public void Admit_Child_MeetsEveryLimit(int children, int allocated, int? descendants, string template, string region, string? refusing)
    {
        LimitViolation? violation = LineageLimits.Admit(Some, new LineageUsage(children, allocated), new SpawnAdmission(Child, descendants, template, region));

        Assert.Equal(refusing, violation?.Limit);
        Assert.True(violation is null or { Code: LimitViolation.LimitExceeded, Message.Length: > 0 } && (violation is null || violation.Owner == Root));
    }

    private static LimitViolation? Admit(EffectiveLimits limits, LineageUsage usage, PlatformPath child) =>
        LineageLimits.Admit(limits, usage, new SpawnAdmission(child, null, "basic@1.0.0", "westeurope"));
}
