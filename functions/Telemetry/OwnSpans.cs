using System.Diagnostics;
using OpenTelemetry;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>
/// Passes on the spans of this platform alone. Sources of spans belong to the process, in which other platforms may run: those say whose they are by a tag. A source
/// without it belongs to a process of one platform.
/// </summary>
/// <param name="siteName">What this platform's tag says.</param>
/// <param name="next">Where its spans go.</param>
internal sealed class OwnSpans(string? siteName, BaseProcessor<Activity> next) : CompositeProcessor<Activity>([next])
{
    private const string OwnerTag = "faas.instance";

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (IsOwn(data.Source)) base.OnEnd(data);
    }

    private bool IsOwn(ActivitySource source)
    {
        foreach ((string key, object? value) in source.Tags ?? [])
        {
            if (string.Equals(key, OwnerTag, StringComparison.Ordinal)) return value is string owner && string.Equals(owner, siteName, StringComparison.Ordinal);
        }

        return true;
    }
}
