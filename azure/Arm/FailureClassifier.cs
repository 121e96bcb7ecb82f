using System.Collections.Frozen;
using PlatformDeployer.Contracts.Operations;
using static PlatformDeployer.Contracts.Operations.FailureClass;

namespace PlatformDeployer.Azure.Arm;

/// <summary>
/// What a refusal of the Resource Manager means for whoever asked: one table. A code that is known decides, then the end of the code, then the status;
/// whatever none of them knows is permanent, since repeating it would only hide it.
/// The codes are those of https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors and of the request limits page.
/// </summary>
internal static class FailureClassifier
{
    /// <summary>Codes that say enough by themselves.</summary>
    internal static readonly FrozenDictionary<string, FailureClass> ByCode = new Dictionary<string, FailureClass>(StringComparer.OrdinalIgnoreCase)
    {
        ["TooManyRequests"] = Transient,
        ["SubscriptionRequestsThrottled"] = Transient,
        ["TenantRequestsThrottled"] = Transient,
        ["ResourceRequestsThrottled"] = Transient,
        ["ResourceCollectionRequestsThrottled"] = Transient,
        ["OperationTimedOut"] = Transient,
        ["RequestTimeout"] = Transient,
        ["ServerTimeout"] = Transient,
        ["GatewayTimeout"] = Transient,
        ["ServerBusy"] = Transient,
        ["ServiceUnavailable"] = Transient,
        ["InternalServerError"] = Transient,
        ["InternalExecutionError"] = Transient,
        ["RetryableError"] = Transient,
        ["RetryableErrorDueToAnotherOperation"] = Transient,
        ["OperationPreempted"] = Transient,
        ["AnotherOperationInProgress"] = Transient,
        ["ConcurrentOperationInProgress"] = Transient,
        ["StorageAccountOperationInProgress"] = Transient,
        ["ResourceGroupBeingDeleted"] = Transient,
        // The group and the parent are made before what lies in them; another front end may not have seen them yet.
        ["ResourceGroupNotFound"] = Transient,
        ["ParentResourceNotFound"] = Transient,
        // A principal that was made a moment ago is not everywhere yet.
        ["PrincipalNotFound"] = Transient,

        ["RequestDisallowedByPolicy"] = Policy,
        ["AuthorizationFailed"] = Policy,
        ["LinkedAuthorizationFailed"] = Policy,
        ["AuthenticationFailed"] = Policy,
        ["InvalidAuthenticationToken"] = Policy,
        ["ScopeLocked"] = Policy,
        ["ReadOnlyDisabledSubscription"] = Policy,
        ["DisallowedOperation"] = Policy,
        ["MissingSubscriptionRegistration"] = Policy,
        ["SubscriptionNotRegistered"] = Policy,
        ["RoleAssignmentUpdateNotPermitted"] = Policy,

        ["QuotaExceeded"] = Quota,
        ["SkuNotAvailable"] = Quota,
        ["AllocationFailed"] = Quota,
        ["ZonalAllocationFailed"] = Quota,
        ["MaxStorageAccountsCountPerSubscriptionExceeded"] = Quota,

        ["RoleAssignmentExists"] = Permanent,
        ["PropertyChangeNotAllowed"] = Permanent,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ends of codes that every provider puts its own word before.</summary>
    internal static readonly IReadOnlyList<(string Suffix, FailureClass Class)> BySuffix =
    [
        ("QuotaExceeded", Quota),
        ("QuotaLimitExceeded", Quota),
        ("LimitExceeded", Quota),
        ("LimitReached", Quota),
        ("BeingDeleted", Transient),
        ("Throttled", Transient),
        ("AlreadyTaken", Permanent),
        ("AlreadyExists", Permanent),
    ];

    /// <summary>Statuses, where no code is known.</summary>
    internal static readonly FrozenDictionary<int, FailureClass> ByStatus = new Dictionary<int, FailureClass>
    {
        [0] = Transient,
        [401] = Policy,
        [403] = Policy,
        [408] = Transient,
        [423] = Transient,
        [425] = Transient,
        [429] = Transient,
        [500] = Transient,
        [502] = Transient,
        [503] = Transient,
        [504] = Transient,
    }.ToFrozenDictionary();

    /// <summary>What some codes hide: providers say several things with one code and tell them apart only by words.</summary>
    internal static readonly IReadOnlyList<(string Code, string Words, FailureClass Class)> ByWords =
    [
        ("Conflict", "already exists", Permanent),
        ("Conflict", "already taken", Permanent),
        ("Conflict", "already in use", Permanent),
        ("Conflict", "not available", Permanent),
        ("Conflict", "", Transient),
        ("OperationNotAllowed", "quota", Quota),
    ];

    /// <summary>Classifies a refusal.</summary>
    /// <param name="status">The HTTP status; 0 when there was no answer, or for an operation that failed after it was accepted.</param>
    /// <param name="code">The code of the error; null when there is none.</param>
    /// <param name="message">Its words.</param>
    public static FailureClass Classify(int status, string? code, string? message = null)
    {
        if (code is not null)
        {
            foreach ((string Code, string Words, FailureClass Class) rule in ByWords)
            {
                if (Same(rule.Code, code) && (message ?? "").Contains(rule.Words, StringComparison.OrdinalIgnoreCase)) return rule.Class;
            }

            if (ByCode.TryGetValue(code, out FailureClass known)) return known;
            foreach ((string Suffix, FailureClass Class) rule in BySuffix)
            {
                if (code.EndsWith(rule.Suffix, StringComparison.OrdinalIgnoreCase)) return rule.Class;
            }

            // An accepted operation that failed has no status: without a known code nothing says that it would go better the next time.
            if (status == 0) return Permanent;
        }

        return CollectionExtensions.GetValueOrDefault(ByStatus, status, status > 500 ? Transient : Permanent);
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
