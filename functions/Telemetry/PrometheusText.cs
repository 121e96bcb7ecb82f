using System.Globalization;
using System.Text;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>Writes the text format of Prometheus, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal sealed class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public const string Gauge = "gauge";
    public const string Counter = "counter";
    public const string Histogram = "histogram";

    private readonly StringBuilder _text = new();

    /// <summary>A metric without labels.</summary>
    public PrometheusText Add(string name, string type, string help, double value) => Head(name, type, help).Sample(name, "", value);

    /// <summary>A metric with one label.</summary>
    public PrometheusText Add(string name, string type, string help, string label, IEnumerable<KeyValuePair<string, long>> values)
    {
        Head(name, type, help);
        foreach ((string key, long value) in values) Sample(name, Label(label, key), value);
        return this;
    }

    /// <summary>Opens a metric; its samples follow.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="help">What it says.</param>
    /// <param name="unit">Its unit, by Prometheus' name for it; a comment to readers of this version of the format.</param>
    public PrometheusText Head(string name, string type, string help, string unit = "")
    {
        string text = help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        _text.Append("# HELP ").Append(name).Append(' ').Append(text).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        if (unit.Length > 0) _text.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
        return this;
    }

    /// <summary>A sample.</summary>
    /// <param name="name">The metric's name, with a suffix where its type has one.</param>
    /// <param name="labels">Its labels, each made by <see cref="Label"/>, separated by commas.</param>
    /// <param name="value">Its value.</param>
    public PrometheusText Sample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0) _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
        return this;
    }

    /// <summary>One label.</summary>
    public static string Label(string name, string value) => $"{name}=\"{Escape(value)}\"";

    /// <summary>A number as the format wants it.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escape(string value) => value
        .Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}
