using System.Globalization;
using System.Text;

namespace PlatformDeployer.Functions.Http.Health;

/// <summary>Writes the text format of Prometheus, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal sealed class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>A metric without labels.</summary>
    public PrometheusText Add(string name, string type, string help, double value)
    {
        Head(name, type, help);
        Sample(name, "", value);
        return this;
    }

    /// <summary>A metric with one label.</summary>
    public PrometheusText Add(string name, string type, string help, string label, IEnumerable<KeyValuePair<string, long>> values)
    {
        Head(name, type, help);
        foreach ((string key, long value) in values) Sample(name, $"{{{label}=\"{Escape(key)}\"}}", value);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Head(string name, string type, string help) => _text
        .Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)).Append('\n')
        .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private void Sample(string name, string labels, double value) =>
        _text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private static string Escape(string value) => value
        .Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}
