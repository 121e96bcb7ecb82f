namespace PlatformDeployer.Contracts.Problems;

/// <summary>The stable codes that an error carries in <see cref="ProblemView.Code"/>. A code never changes its meaning.</summary>
public static class ProblemCodes
{
    /// <summary>400: the body is not JSON; line and column say where.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>400: the body has a field that the request does not know.</summary>
    public const string UnknownField = "unknown-field";

    /// <summary>400: one or more fields are missing or wrong; see <see cref="ProblemView.Errors"/>.</summary>
    public const string InvalidRequest = "invalid-request";

    /// <summary>400: no such template; the known ones are listed.</summary>
    public const string UnknownTemplate = "unknown-template";

    /// <summary>400: no such region; the known ones are listed.</summary>
    public const string UnknownRegion = "unknown-region";

    /// <summary>400: a query parameter is wrong.</summary>
    public const string InvalidQuery = "invalid-query";

    /// <summary>403: a limit of the lineage is exhausted; the problem says which, whose it is and its value.</summary>
    public const string LimitExceeded = "limit-exceeded";

    /// <summary>403: limits were asked for that are wider than the parent's.</summary>
    public const string LimitWidened = "limit-widened";

    /// <summary>404: no such platform.</summary>
    public const string PlatformNotFound = "platform-not-found";

    /// <summary>404: the platform named as parent does not exist.</summary>
    public const string ParentNotFound = "parent-not-found";

    /// <summary>404: no such operation.</summary>
    public const string OperationNotFound = "operation-not-found";

    /// <summary>404: no such orchestration instance.</summary>
    public const string InstanceNotFound = "instance-not-found";

    /// <summary>404: no such dead letter; it may have been retried.</summary>
    public const string DeadLetterNotFound = "dead-letter-not-found";

    /// <summary>404: no such template, where one is named in the address.</summary>
    public const string TemplateNotFound = "template-not-found";

    /// <summary>404: no such address.</summary>
    public const string RouteNotFound = "route-not-found";

    /// <summary>405: the address exists, but not with this method.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>409: another platform of this parent has the name.</summary>
    public const string NameTaken = "name-taken";

    /// <summary>409: the platform has children and the request does not cascade.</summary>
    public const string HasChildren = "has-children";

    /// <summary>409: the platform is in a state that does not allow this.</summary>
    public const string StateConflict = "state-conflict";

    /// <summary>412: the platform has changed since the given <c>etag</c>.</summary>
    public const string PreconditionFailed = "precondition-failed";

    /// <summary>413: the body is larger than 256 KiB.</summary>
    public const string BodyTooLarge = "body-too-large";

    /// <summary>415: the body is not <c>application/json</c>.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>422: the <c>Idempotency-Key</c> was used before with another body.</summary>
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    /// <summary>501: the durable back end that this platform runs on cannot do it.</summary>
    public const string NotSupportedHere = "not-supported-here";

    /// <summary>502: the platform that the request was forwarded to does not answer.</summary>
    public const string PlatformUnreachable = "platform-unreachable";

    /// <summary>503: the request cannot be taken right now; try again.</summary>
    public const string TemporarilyUnavailable = "temporarily-unavailable";

    /// <summary>500: a defect of the program.</summary>
    public const string InternalError = "internal-error";
}
