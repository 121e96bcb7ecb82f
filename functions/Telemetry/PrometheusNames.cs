using System.Text;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>What an instrument is called in Prometheus, by the rules of OpenTelemetry for it: dots become underscores, and the unit and <c>_total</c> are appended.</summary>
internal static class PrometheusNames
{
    /// <summary>The name of a metric.</summary>
    public static string Metric(string instrument, string? unit, bool isCounter)
    {
        string name = WithSuffix(Plain(instrument), Unit(unit));
        return isCounter ? WithSuffix(name, "total") : name;
    }

    /// <summary>The name of a label.</summary>
    public static string Label(string tag) => Plain(tag).Replace(':', '_');

    /// <summary>Prometheus' name for a unit; empty for none, and for one in braces, which is a remark.</summary>
    public static string Unit(string? unit) => unit switch
    {
        null or "" or "1" => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        _ when unit.StartsWith('{') => "",
        _ => Plain(unit),
    };

    private static string WithSuffix(string name, string suffix) =>
        suffix.Length == 0 || name.EndsWith("_" + suffix, StringComparison.Ordinal) ? name : $"{name}_{suffix}";

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 1);
        if (text.Length == 0 || char.IsAsciiDigit(text[0])) plain.Append('_');
        foreach (char c in text) plain.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or ':' ? c : '_');
        return plain.ToString();
    }
}
