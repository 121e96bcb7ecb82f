using PlatformDeployer.Domain.Limits;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>What came of an admission.</summary>
public abstract record AdmissionOutcome
{
    private AdmissionOutcome()
    {
    }

    /// <summary>The child is in the registry.</summary>
    /// <param name="Platform">Its record.</param>
    public sealed record Admitted(PlatformRecord Platform) : AdmissionOutcome;

    /// <summary>The same request was admitted before.</summary>
    /// <param name="PlatformId">The platform it led to.</param>
    /// <param name="OperationId">The operation it led to.</param>
    public sealed record Repeated(PlatformId PlatformId, string OperationId) : AdmissionOutcome;

    /// <summary>The idempotency key was used with another request.</summary>
    public sealed record KeyReused : AdmissionOutcome;

    /// <summary>A sibling has the name.</summary>
    /// <param name="HolderId">The sibling.</param>
    public sealed record NameTaken(PlatformId HolderId) : AdmissionOutcome;

    /// <summary>A limit is exhausted.</summary>
    /// <param name="Violation">Which, whose, and its value.</param>
    public sealed record LimitExceeded(LimitViolation Violation) : AdmissionOutcome;
}
