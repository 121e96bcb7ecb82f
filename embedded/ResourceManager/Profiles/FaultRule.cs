namespace Embedded.ResourceManager.Profiles;

/// <summary>Something that goes wrong, how often, and for which calls. A probability of 1 is a permanent failure.</summary>
internal sealed record FaultRule
{
    public required FaultKind Kind { get; init; }

    /// <summary>Between 0 and 1, of the calls that match.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The methods it is for; all when empty.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The resource types it is for, with <c>*</c>. Polling an operation has the type <c>Microsoft.Resources/operations</c>.</summary>
    public string Type { get; init; } = "*";

    public int Status { get; init; } = 503;

    public string Code { get; init; } = "ServiceUnavailable";

    public string Message { get; init; } = "An injected failure.";

    public int? RetryAfterSeconds { get; init; }

    public int HangSeconds { get; init; } = 200;

    /// <summary>Only the first so many calls for one resource and method can meet it; 0 for no limit.</summary>
    public int AttemptsMax { get; init; }

    public bool Matches(string method, string type, int attempt)
        => (Methods.Count == 0 || Methods.Contains(method, StringComparer.OrdinalIgnoreCase))
            && (AttemptsMax == 0 || attempt <= AttemptsMax)
            && WildcardPattern.Matches(Type, type);

    /// <summary>What is wrong with the rule, or nothing.</summary>
    public string? Problem()
        => this switch
        {
            { Probability: not (>= 0 and <= 1) } => $"the probability of a {Kind} fault must be between 0 and 1.",
            { Kind: FaultKind.Status, Status: < 400 or > 599 } => "the status of a fault must be between 400 and 599.",
            { RetryAfterSeconds: < 0 or > 3_600 } => "retryAfterSeconds of a fault must be between 0 and 3600.",
            { HangSeconds: < 0 or > 3_600 } => "hangSeconds of a fault must be between 0 and 3600.",
            _ => null,
        };
}
