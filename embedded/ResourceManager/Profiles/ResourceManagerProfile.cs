using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embedded.ResourceManager.Profiles;

/// <summary>How the Resource Manager behaves in time, and what goes wrong. Named profiles are built in; a JSON file of the same shape is another.</summary>
internal sealed record ResourceManagerProfile
{
    private static readonly JsonSerializerOptions FileOptions = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public string Name { get; init; } = "custom";

    /// <summary>What each call takes before it is looked at.</summary>
    public DurationRange LatencyMilliseconds { get; init; } = new();

    /// <summary>How long the work on a resource takes, by type pattern; the first that matches holds. In milliseconds.</summary>
    public IReadOnlyList<TypeTiming> Timings { get; init; } = [];

    /// <summary>How long an ended operation can still be asked for, in seconds.</summary>
    public int OperationRetentionSeconds { get; init; } = 600;

    /// <summary>Whether the buckets refuse, or only count.</summary>
    public bool Throttles { get; init; }

    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Milliseconds for everything and no limits: for tests and for a first try.</summary>
    public static ResourceManagerProfile Fast { get; } = new()
    {
        Name = "fast",
        OperationRetentionSeconds = 120,
        Timings = [new TypeTiming { Type = "*", Create = new(2, 5, 15), Delete = new(2, 5, 15), RetryAfterMilliseconds = 10 }],
    };

    /// <summary>Durations as they are commonly seen in Azure's regions.</summary>
    public static ResourceManagerProfile Realistic { get; } = new()
    {
        Name = "realistic",
        LatencyMilliseconds = new(40, 70, 150),
        Timings = RealisticTimings.All,
        OperationRetentionSeconds = 3_600,
        Throttles = true,
    };

    public TypeTiming TimingOf(string type) => Timings.FirstOrDefault(timing => WildcardPattern.Matches(timing.Type, type)) ?? new TypeTiming();

    /// <summary>The profile of a name, or of a JSON file. Throws <see cref="InvalidDataException"/> that says what is wrong with the file.</summary>
    public static ResourceManagerProfile Load(string nameOrPath)
    {
        if (string.Equals(nameOrPath, "fast", StringComparison.OrdinalIgnoreCase))
            return Fast;
        if (string.Equals(nameOrPath, "realistic", StringComparison.OrdinalIgnoreCase))
            return Realistic;
        if (!File.Exists(nameOrPath))
            throw new InvalidDataException($"'{nameOrPath}' is neither a profile (fast, realistic) nor a file.");
        return Parse(File.ReadAllText(nameOrPath), nameOrPath);
    }

    public static ResourceManagerProfile Parse(string json, string source)
    {
        ResourceManagerProfile profile;
        try
        {
            profile = JsonSerializer.Deserialize<ResourceManagerProfile>(json, FileOptions)
                ?? throw new InvalidDataException($"The profile {source} is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The profile {source} cannot be read: {e.Message}", e);
        }

        string? problem = profile.Problems().FirstOrDefault();
        return problem is null ? profile : throw new InvalidDataException($"The profile {source} is wrong: {problem}");
    }

    private IEnumerable<string> Problems()
    {
        if (!LatencyMilliseconds.IsOrdered)
            yield return "latencyMilliseconds must have 0 <= min <= mode <= max.";
        if (OperationRetentionSeconds is < 1 or > 604_800)
            yield return "operationRetentionSeconds must be between 1 and 604800.";
        // The reader checks members, not the items of lists.
        if (Timings.Any(timing => timing is null) || Faults.Any(fault => fault is null))
        {
            yield return "an item of timings or faults is null.";
            yield break;
        }

        foreach (TypeTiming timing in Timings)
        {
            if (!timing.Create.IsOrdered || !timing.Delete.IsOrdered)
                yield return $"timings of '{timing.Type}' must have 0 <= min <= mode <= max.";
            if (timing.RetryAfterMilliseconds is < 0 or > 3_600_000)
                yield return $"retryAfterMilliseconds of '{timing.Type}' must be between 0 and 3600000.";
        }

        foreach (FaultRule fault in Faults)
        {
            if (fault.Problem() is { } wrong)
                yield return wrong;
        }
    }
}
