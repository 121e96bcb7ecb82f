using System.Globalization;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Limits;

/// <summary>The rules of lineage limits: from parent to child they only narrow, and nothing goes past them.</summary>
public static class LineageLimits
{
    /// <summary>
    /// The limits of a new child: what it asks for where that is no wider than what its parent may give, and what it inherits where it is silent.
    /// A finite number of descendants is shared out: a silent child is allocated half of what is left once it has been counted itself, rounded down.
    /// </summary>
    /// <param name="parent">The limits in force at the parent.</param>
    /// <param name="usage">What the parent has used of them, without the new child.</param>
    /// <param name="requested">What the request asks for.</param>
    /// <param name="child">The path of the new child.</param>
    public static NarrowedLimits Narrow(EffectiveLimits parent, LineageUsage usage, LimitsRequest requested, PlatformPath child)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(requested);
        ArgumentNullException.ThrowIfNull(child);

        List<LimitViolation> violations = [];
        EffectiveLimits effective = new(
            NarrowDepth(parent.Depth, requested.Depth, child, violations),
            NarrowChildren(parent.Children, requested.Children, child, violations),
            AllocateDescendants(parent.Descendants, usage, requested.Descendants, child, violations),
            NarrowSet("limits.templates", parent.Templates, requested.Templates, TemplateCovers, child, violations),
            NarrowSet("limits.regions", parent.Regions, requested.Regions, RegionCovers, child, violations));
        return violations.Count == 0 ? new NarrowedLimits(effective, []) : new NarrowedLimits(null, violations);
    }

    /// <summary>Whether a parent may have one more child; answers the first limit that stands in the way, or null.</summary>
    /// <param name="limits">The limits in force at the parent.</param>
    /// <param name="usage">What the parent has used of them, without the new child.</param>
    /// <param name="request">The child.</param>
    public static LimitViolation? Admit(EffectiveLimits limits, LineageUsage usage, SpawnAdmission request)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(request);

        return AdmitDepth(limits.Depth, request.Child)
            ?? AdmitChildren(limits.Children, usage)
            ?? AdmitDescendants(limits.Descendants, usage, request.Descendants)
            ?? AdmitMember("limits.templates", "template", limits.Templates, request.Template, TemplateCovers)
            ?? AdmitMember("limits.regions", "region", limits.Regions, request.Region, RegionCovers);
    }

    /// <summary>What one child takes from its parent's descendants: itself and what it is allocated. Unlimited children of an unlimited parent count as themselves.</summary>
    public static int Consumption(EffectiveLimits child)
    {
        ArgumentNullException.ThrowIfNull(child);
        return checked(1 + (child.Descendants?.Value ?? 0));
    }

    private static DepthLimit? NarrowDepth(DepthLimit? parent, int? requested, PlatformPath child, List<LimitViolation> violations)
    {
        if (requested is not int depth)
        {
            return parent;
        }

        if (RefusesNegative("limits.depth", depth, child, violations))
        {
            return parent;
        }

        int? remaining = parent?.RemainingAt(child.Generation);
        if (depth > remaining)
        {
            violations.Add(Widened(
                "limits.depth",
                parent!.Owner,
                Text(parent.Value),
                Text(depth),
                $"The depth limit of {parent.Owner} is {parent.Value}: below {child} at most {int.Max(0, remaining.Value)} generation(s) may stand, and {depth} were asked for."));
        }

        return new DepthLimit(depth, child);
    }

    private static CountLimit? NarrowChildren(CountLimit? parent, int? requested, PlatformPath child, List<LimitViolation> violations)
    {
        if (requested is not int children || RefusesNegative("limits.children", children, child, violations))
        {
            return parent;
        }

        if (children > parent?.Value)
        {
            violations.Add(Widened(
                "limits.children",
                parent.Owner,
                Text(parent.Value),
                Text(children),
                $"The limit of children of {parent.Owner} is {parent.Value}, and {children} were asked for."));
        }

        return new CountLimit(children, child);
    }

    private static CountLimit? AllocateDescendants(CountLimit? parent, LineageUsage usage, int? requested, PlatformPath child, List<LimitViolation> violations)
    {
        if (requested is int negative && RefusesNegative("limits.descendants", negative, child, violations))
        {
            return parent;
        }

        if (parent is null)
        {
            return requested is int own ? new CountLimit(own, child) : null;
        }

        // Without room for the child itself there is nothing to share out: Admit refuses it.
        long leftAfterChild = long.Max(0, (long)parent.Value - usage.AllocatedDescendants - 1);
        if (requested > leftAfterChild)
        {
            violations.Add(Widened(
                "limits.descendants",
                parent.Owner,
                Text(parent.Value),
                Text(requested.Value),
                $"The limit of descendants of {parent.Owner} is {parent.Value}, of which {usage.AllocatedDescendants} are given out: {child} may have at most {leftAfterChild} below it, and {requested} were asked for."));
        }

        return new CountLimit(requested ?? (int)(leftAfterChild / 2), child);
    }

    private static SetLimit? NarrowSet(
        string limit, SetLimit? parent, IReadOnlyList<string>? requested, Func<string, string, bool> covers, PlatformPath child, List<LimitViolation> violations)
    {
        if (requested is null)
        {
            return parent;
        }

        if (requested.Any(string.IsNullOrWhiteSpace))
        {
            violations.Add(new LimitViolation(LimitViolation.LimitInvalid, limit, child, "[]", string.Join(", ", requested), $"{limit} may not hold a blank name."));
            return parent;
        }

        string[] wider = parent is null ? [] : [.. requested.Where(name => !parent.Allowed.Any(allowed => covers(allowed, name)))];
        if (wider.Length > 0)
        {
            violations.Add(Widened(
                limit,
                parent!.Owner,
                List(parent.Allowed),
                List(requested),
                $"{parent.Owner} allows only {List(parent.Allowed)} in {limit}, and {List(wider)} is not among them."));
        }

        return new SetLimit([.. requested.Distinct(StringComparer.Ordinal)], child);
    }

    private static LimitViolation? AdmitDepth(DepthLimit? limit, PlatformPath child) =>
        limit?.RemainingAt(child.Generation) is < 0
            ? Exceeded(
                "limits.depth",
                limit.Owner,
                Text(limit.Value),
                Text(child.Generation - limit.Owner.Generation),
                $"The depth limit of {limit.Owner} is {limit.Value} generation(s) below it, and {child} would be number {child.Generation - limit.Owner.Generation}.")
            : null;

    private static LimitViolation? AdmitChildren(CountLimit? limit, LineageUsage usage) =>
        usage.Children >= limit?.Value
            ? Exceeded(
                "limits.children",
                limit.Owner,
                Text(limit.Value),
                Text(usage.Children),
                $"The limit of children of {limit.Owner} is {limit.Value}, and there are {usage.Children} already.")
            : null;

    private static LimitViolation? AdmitDescendants(CountLimit? limit, LineageUsage usage, int? descendants)
    {
        long wanted = 1L + (descendants ?? 0);
        return limit is not null && usage.AllocatedDescendants + wanted > limit.Value
            ? Exceeded(
                "limits.descendants",
                limit.Owner,
                Text(limit.Value),
                Text(usage.AllocatedDescendants),
                $"The limit of descendants of {limit.Owner} is {limit.Value}, of which {usage.AllocatedDescendants} are given out: {wanted} more do not fit.")
            : null;
    }

    private static LimitViolation? AdmitMember(string limit, string noun, SetLimit? set, string name, Func<string, string, bool> covers) =>
        set is not null && !set.Allowed.Any(allowed => covers(allowed, name))
            ? Exceeded(limit, set.Owner, List(set.Allowed), name, $"{set.Owner} allows only {List(set.Allowed)} in {limit}; the {noun} {name} is not among them.")
            : null;

    // A name without a version stands for every version of it.
    private static bool TemplateCovers(string allowed, string template) =>
        string.Equals(allowed, template, StringComparison.Ordinal)
        || (!allowed.Contains('@', StringComparison.Ordinal) && template.StartsWith(allowed + "@", StringComparison.Ordinal));

    private static bool RegionCovers(string allowed, string region) => string.Equals(allowed, region, StringComparison.OrdinalIgnoreCase);

    private static bool RefusesNegative(string limit, int value, PlatformPath child, List<LimitViolation> violations)
    {
        if (value >= 0)
        {
            return false;
        }

        violations.Add(new LimitViolation(LimitViolation.LimitInvalid, limit, child, "0", Text(value), $"{limit} may not be negative."));
        return true;
    }

    private static LimitViolation Widened(string limit, PlatformPath owner, string value, string asked, string message) =>
        new(LimitViolation.LimitWidened, limit, owner, value, asked, message);

    private static LimitViolation Exceeded(string limit, PlatformPath owner, string value, string current, string message) =>
        new(LimitViolation.LimitExceeded, limit, owner, value, current, message);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> names) => $"[{string.Join(", ", names)}]";
}
