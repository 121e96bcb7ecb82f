using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Tests.Limits;

/// <summary>What holds for every chain of requests, however wild.</summary>
public sealed class LineageLimitsProperties
{
    private static readonly string[] Regions = ["westeurope", "eastus", "japaneast"];
    private static readonly string[] Templates = ["basic", "basic@1.0.0", "soulfra", "soulfra@2.0.0"];

    private static readonly Gen<LimitsRequest> Requests =
        from depth in Maybe(-1, 20)
        from children in Maybe(-1, 20)
        from descendants in Maybe(-1, 200)
        from templates in MaybeSome(Templates)
        from regions in MaybeSome(Regions)
        select new LimitsRequest(depth, children, descendants, templates, regions);

    [Fact]
    public void Narrow_AnyChain_NeverWidensWhatAnyAncestorAllows() =>
        Prop.ForAll(Requests.NonEmptyListOf().ToArbitrary(), requests =>
        {
            List<(EffectiveLimits Limits, PlatformPath Path)> chain = Chain(requests);
            return chain.Index().All(below => chain.Take(below.Index).All(above => IsNoWider(above, below.Item)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Narrow_AdmittedChildren_NeverTakeMoreThanThereIs() =>
        Prop.ForAll(Gen.Choose(0, 300).ToArbitrary(), Requests.ListOf().ToArbitrary(), (total, requests) =>
        {
            PlatformPath root = PlatformPath.Parse("/root");
            EffectiveLimits parent = new(Descendants: new CountLimit(total, root));
            LineageUsage usage = LineageUsage.None;
            foreach ((int number, LimitsRequest request) in requests.Index())
            {
                PlatformPath path = root.Child(PlatformName.Parse($"child{number}"));
                EffectiveLimits? child = LineageLimits.Narrow(parent, usage, request, path).Effective;
                bool fits = child is not null
                    && LineageLimits.Admit(parent, usage, new SpawnAdmission(path, child.Descendants?.Value, "basic@1.0.0", "westeurope")) is null;
                usage = fits ? new LineageUsage(usage.Children + 1, usage.AllocatedDescendants + LineageLimits.Consumption(child!)) : usage;
                if (usage.AllocatedDescendants > total)
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Narrow_SilentRequestWithRoom_IsAlwaysAdmitted() =>
        Prop.ForAll(Gen.Choose(1, 500).ToArbitrary(), Gen.Choose(0, 499).ToArbitrary(), (total, used) =>
        {
            EffectiveLimits parent = new(Descendants: new CountLimit(total, PlatformPath.Parse("/root")));
            LineageUsage usage = new(1, used % total);
            PlatformPath path = PlatformPath.Parse("/root/acme");
            EffectiveLimits child = LineageLimits.Narrow(parent, usage, LimitsRequest.Inherit, path).Effective!;
            return LineageLimits.Admit(parent, usage, new SpawnAdmission(path, child.Descendants!.Value, "basic@1.0.0", "westeurope")) is null;
        }).QuickCheckThrowOnFailure();

    /// <summary>Generation by generation; a request that is refused is replaced by one that asks for nothing.</summary>
    private static List<(EffectiveLimits Limits, PlatformPath Path)> Chain(IEnumerable<LimitsRequest> requests)
    {
        List<(EffectiveLimits Limits, PlatformPath Path)> chain = [(EffectiveLimits.Unlimited, PlatformPath.Parse("/root"))];
        foreach (LimitsRequest request in requests)
        {
            (EffectiveLimits limits, PlatformPath path) = chain[^1];
            PlatformPath child = path.Child(PlatformName.Parse("next"));
            NarrowedLimits narrowed = LineageLimits.Narrow(limits, LineageUsage.None, request, child);
            chain.Add(((narrowed.Effective ?? LineageLimits.Narrow(limits, LineageUsage.None, LimitsRequest.Inherit, child).Effective)!, child));
        }

        return chain;
    }

    private static bool IsNoWider((EffectiveLimits Limits, PlatformPath Path) above, (EffectiveLimits Limits, PlatformPath Path) below)
    {
        int? depthAbove = above.Limits.Depth?.RemainingAt(below.Path.Generation);
        int? depthBelow = below.Limits.Depth?.RemainingAt(below.Path.Generation);
        return (depthAbove is null || depthBelow <= int.Max(0, depthAbove.Value))
            && (above.Limits.Children is null || below.Limits.Children?.Value <= above.Limits.Children.Value)
            && (above.Limits.Descendants is null || below.Limits.Descendants?.Value <= above.Limits.Descendants.Value)
            && Regions.All(region => !Allows(below.Limits, "basic@1.0.0", region, false) || Allows(above.Limits, "basic@1.0.0", region, false))
            && Templates.All(template => !Allows(below.Limits, template, "eastus", true) || Allows(above.Limits, template, "eastus", true));
    }

    private static bool Allows(EffectiveLimits limits, string template, string region, bool isAboutTemplates)
    {
        EffectiveLimits only = isAboutTemplates ? new EffectiveLimits(Templates: limits.Templates) : new EffectiveLimits(Regions: limits.Regions);
        return LineageLimits.Admit(only, LineageUsage.None, new SpawnAdmission(PlatformPath.Parse("/root/acme"), null, template, region)) is null;
    }

    private static Gen<int?> Maybe(int from, int to) => Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(from, to).Select(value => (int?)value));

    private static Gen<IReadOnlyList<string>?> MaybeSome(string[] values) =>
        Gen.OneOf(Gen.Constant<IReadOnlyList<string>?>(null), Gen.SubListOf(values).Select(IReadOnlyList<string>? (some) => [.. some]));
}
