namespace Embedded.Functions.Hosting;

/// <summary>What host.json says, as far as it matters here; the defaults are the official host's.</summary>
internal sealed record HostOptions
{
    public string RoutePrefix { get; init; } = "api";

    public string HubName { get; init; } = "TestHubName";

    /// <summary>Null: the engine's own limit.</summary>
    public int? MaxConcurrentActivities { get; init; }

    /// <summary>Null: the engine's own limit.</summary>
    public int? MaxConcurrentOrchestrators { get; init; }

    /// <summary>Null: the engine's own limit.</summary>
    public int? MaxConcurrentEntities { get; init; }

    /// <summary>Whether orchestrators stay in memory between work items instead of being replayed each time.</summary>
    public bool ExtendedSessionsEnabled { get; init; }

    public int MaxConcurrentCalls { get; init; } = 16;

    public int MaxMessageBatchSize { get; init; } = 1000;

    /// <summary>How long the lock of a message is renewed while its function runs.</summary>
    public TimeSpan MaxAutoLockRenewal { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an invocation may take; null for ever.</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The lowest level logged, by category; "default" for all others.</summary>
    public IReadOnlyDictionary<string, string> LogLevels { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
