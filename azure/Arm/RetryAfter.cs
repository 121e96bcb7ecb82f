using System.Globalization;
using Azure.Core;

namespace PlatformDeployer.Azure.Arm;

/// <summary>Reads when a server wants to be asked again.</summary>
internal static class RetryAfter
{
    // A server that asks for more is held to this, so that no slip of its clock stops a spawn for a day.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait that a response asks for; null when it asks for none.</summary>
    public static TimeSpan? Read(ResponseHeaders headers, TimeProvider time)
    {
        if (Milliseconds(headers, "retry-after-ms") is { } exact) return exact;
        if (Milliseconds(headers, "x-ms-retry-after-ms") is { } exactToo) return exactToo;
        if (!headers.TryGetValue("Retry-After", out string? text)) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)) return Bounded(seconds * 1000);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? Bounded((at - time.GetUtcNow()).TotalMilliseconds)
            : null;
    }

    private static TimeSpan? Milliseconds(ResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out string? text) && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double milliseconds)
            ? Bounded(milliseconds)
            : null;

    private static TimeSpan Bounded(double milliseconds) => TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, Longest.TotalMilliseconds));
}
