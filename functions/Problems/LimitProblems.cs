using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Functions.Http.Platforms;

namespace PlatformDeployer.Functions.Problems;

/// <summary>What is answered when a limit stands in the way.</summary>
internal static class LimitProblems
{
    private const string FieldPrefix = "limits.";

    /// <summary>The problem of one or more violations; the members are those of the first.</summary>
    /// <param name="violations">At least one.</param>
    /// <param name="limits">The limits that were violated, for their values as JSON.</param>
    public static ProblemException Of(IReadOnlyList<LimitViolation> violations, EffectiveLimits limits)
    {
        // Whoever sends something that is no limit at all has to mend that first.
        LimitViolation first = violations.FirstOrDefault(violation => violation.Code == LimitViolation.LimitInvalid) ?? violations[0];
        string name = first.Limit.StartsWith(FieldPrefix, StringComparison.Ordinal) ? first.Limit[FieldPrefix.Length..] : first.Limit;
        var problem = new ProblemException(CodeOf(first), first.Message)
        {
            Errors = first.Code == LimitViolation.LimitExceeded ? null : violations
                .GroupBy(violation => violation.Limit, violation => violation.Message, StringComparer.Ordinal)
                .ToDictionary(field => field.Key, field => field.ToArray(), StringComparer.Ordinal),
        };
        problem.With("limit", name).With("owner", first.Owner.Value);
        if (PlatformViews.LimitsOf(limits).TryGetValue(name, out LimitView? limit)) problem.With("value", limit.Value);
        else problem.With("value", first.Value);
        return int.TryParse(first.Current, System.Globalization.CultureInfo.InvariantCulture, out int count) ? problem.With("current", count) : problem.With("current", first.Current);
    }

    private static string CodeOf(LimitViolation violation) => violation.Code switch
    {
        LimitViolation.LimitExceeded => ProblemCodes.LimitExceeded,
        LimitViolation.LimitWidened => ProblemCodes.LimitWidened,
        _ => ProblemCodes.InvalidRequest,
    };
}
