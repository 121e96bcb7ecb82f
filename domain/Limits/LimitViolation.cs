using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Limits;

/// <summary>One limit that stands in the way of a request, in words for whoever sent it.</summary>
/// <param name="Code"><see cref="LimitExceeded"/>, <see cref="LimitWidened"/> (both answered 403) or <see cref="LimitInvalid"/> (400).</param>
/// <param name="Limit">The limit's field in a request: <c>limits.depth</c>, <c>limits.children</c>…</param>
/// <param name="Owner">The platform whose limit it is.</param>
/// <param name="Value">The limit's value.</param>
/// <param name="Current">What is used already, or what was asked for.</param>
/// <param name="Message">A sentence that says all of it.</param>
public sealed record LimitViolation(string Code, string Limit, PlatformPath Owner, string Value, string Current, string Message)
{
    /// <summary>The request would go past a limit.</summary>
    public const string LimitExceeded = "limit-exceeded";

    /// <summary>The request asks for a limit wider than its parent's.</summary>
    public const string LimitWidened = "limit-widened";

    /// <summary>The limit asked for is no limit: a negative number, a blank name.</summary>
    public const string LimitInvalid = "limit-invalid";
}
