using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PlatformDeployer.Functions.Tests.Telemetry;

/// <summary>
/// Reads Prometheus' text format as strictly as its grammar is: every metric opens once, with its help and type; its samples follow it, each with another set of
/// labels; a histogram's buckets grow and end in its count.
/// </summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<(string Name, string Labels), double> _samples = [];
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _helps = new(StringComparer.Ordinal);
    private string _open = "";

    private Exposition()
    {
    }

    public IReadOnlyDictionary<string, string> Types => _types;

    public IReadOnlyDictionary<(string Name, string Labels), double> Samples => _samples;

    /// <param name="name">The sample's name.</param>
    /// <param name="labels">Its labels as <c>key=value</c>, values as they are, in any order.</param>
    public double Value(string name, params string[] labels) =>
        _samples.TryGetValue((name, Key(labels)), out double value) ? value : throw new KeyNotFoundException($"There is no sample {name} with {Key(labels)}.");

    /// <summary>The sum over all sets of labels; 0 if there is none.</summary>
    public double Sum(string name) => _samples.Where(sample => sample.Key.Name == name).Sum(sample => sample.Value);

    public static Exposition Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var exposition = new Exposition();
        foreach (string line in text[..^1].Split('\n')) exposition.Read(line);
        exposition.CheckHistograms();
        return exposition;
    }

    private static string Key(IEnumerable<string> labels) => string.Join('\u0001', labels.Order(StringComparer.Ordinal));

    private static string Unescape(string value)
    {
        var text = new StringBuilder();
        for (int i = 0; i < value.Length; i++)
        {
            Assert.NotEqual('"', value[i]);
            if (value[i] != '\\')
            {
                text.Append(value[i]);
                continue;
            }

            text.Append(value[++i] switch { 'n' => '\n', '\\' => '\\', '"' => '"', char other => throw new FormatException($"\\{other} means nothing.") });
        }

        return text.ToString();
    }

    private void Read(string line)
    {
        if (Comment().Match(line) is { Success: true } comment)
        {
            Open(comment.Groups["kind"].Value, comment.Groups["name"].Value, comment.Groups["text"].Value);
            return;
        }

        Match sample = Sample().Match(line);
        Assert.True(sample.Success, $"Neither a comment nor a sample: {line}");
        string name = sample.Groups["name"].Value;
        bool fits = name == _open || (_types[_open] == "histogram" && (name == _open + "_bucket" || name == _open + "_sum" || name == _open + "_count"));
        Assert.True(fits, $"A sample of {name} stands below {_open}.");
        IEnumerable<string> labels = Label().Matches(sample.Groups["labels"].Value).Select(label => $"{label.Groups["key"].Value}={Unescape(label.Groups["value"].Value)}");
        Assert.True(_samples.TryAdd((name, Key(labels)), Number(sample.Groups["value"].Value)), $"Twice: {line}");
    }

    private void Open(string kind, string name, string text)
    {
        switch (kind)
        {
            case "HELP":
                Assert.True(_helps.Add(name), $"The help of {name} stands twice.");
                break;
            case "TYPE":
                Assert.Contains(text, new[] { "counter", "gauge", "histogram" });
                Assert.True(_types.TryAdd(name, text), $"The type of {name} stands twice.");
                Assert.Contains(name, _helps);
                _open = name;
                break;
            default:
                Assert.Equal(_open, name);
                Assert.Contains("_" + text, name, StringComparison.Ordinal);
                break;
        }
    }

    private void CheckHistograms()
    {
        foreach (string name in _types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            foreach (((string _, string labels), double count) in _samples.Where(sample => sample.Key.Name == name + "_count"))
            {
                double before = 0;
                string[] own = labels.Length == 0 ? [] : labels.Split('\u0001');
                (double End, double Count)[] buckets =
                [
                    .. _samples.Where(sample => sample.Key.Name == name + "_bucket")
                        .Select(sample => (All: sample.Key.Labels.Split('\u0001'), sample.Value))
                        .Where(sample => own.SequenceEqual(sample.All.Where(label => !label.StartsWith("le=", StringComparison.Ordinal))))
                        .Select(sample => (End: Number(sample.All.Single(label => label.StartsWith("le=", StringComparison.Ordinal))[3..]), sample.Value))
                        .OrderBy(bucket => bucket.End),
                ];
                Assert.Equal(double.PositiveInfinity, buckets[^1].End);
                foreach ((double _, double upTo) in buckets)
                {
                    Assert.True(upTo >= before, $"The buckets of {name} shrink.");
                    before = upTo;
                }

                Assert.Equal(count, before);
                Assert.Contains((name + "_sum", labels), _samples.Keys);
            }
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"\A# (?<kind>HELP|TYPE|UNIT) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\A(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\.)*""(,[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\.)*"")*)\})? (?<value>\S+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<key>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^""\\]|\\.)*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
