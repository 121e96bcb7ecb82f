namespace PlatformDeployer.Domain.Healing;

/// <summary>
/// When most children look sick at once, the observer is more likely broken than they are, and nothing is touched.
/// The rule is Cluster API's: every remediation stops when too many targets look unhealthy.
/// </summary>
public static class RemediationLimit
{
    /// <summary>Fewer sick children than this never stop remediation.</summary>
    public const int SickMin = 3;

    /// <summary>The share of sick children, in percent, above which the observer is suspected.</summary>
    public const int SickPercentMax = 40;

    /// <summary>Whether remediation may go on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or more are sick than there are.</exception>
    public static bool Allows(int children, int sick)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(children);
        ArgumentOutOfRangeException.ThrowIfNegative(sick);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sick, children);
        return sick < SickMin || (long)sick * 100 <= (long)children * SickPercentMax;
    }
}
