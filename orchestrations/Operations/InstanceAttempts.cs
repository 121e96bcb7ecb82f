using System.Globalization;
using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>
/// How often an operation was begun. It is begun again when it breaks, after a pause that doubles, and after so many times left to a person: it would
/// break the next time, too. The number travels with the instance, as a tag.
/// </summary>
public static class InstanceAttempts
{
    /// <summary>How often an operation is begun at most.</summary>
    public const int Max = 10;

    private const string Tag = "attempt";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Which attempt an instance is; the first when it does not say.</summary>
    public static int Of(OrchestrationMetadata instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.Tags.TryGetValue(Tag, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int attempt) ? attempt : 1;
    }

    /// <summary>What the instance of an attempt is marked with.</summary>
    internal static IReadOnlyDictionary<string, string> TagsOf(int attempt) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [Tag] = attempt.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Whether one that failed is to be begun again now. The second attempt follows at once.</summary>
    internal static bool AllowAnother(OrchestrationMetadata failed, DateTimeOffset now)
    {
        int attempt = Of(failed);
        if (attempt >= Max) return false;
        TimeSpan pause = attempt == 1 ? TimeSpan.Zero : FirstPause * Math.Pow(2, attempt - 2);
        return now - failed.LastUpdatedAt >= (pause < LongestPause ? pause : LongestPause);
    }
}
